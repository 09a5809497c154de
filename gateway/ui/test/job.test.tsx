// @vitest-environment jsdom

import { act, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';

import { useVideoStore } from '../src/stores/videoStore';
import { CHANNEL, STAGE_LIST } from './fixtures';
import { answers, calls, refuses, useGateway } from './gateway';
import { open } from './page';
import { VIDEO } from './server';

useGateway();

const RUNNING = { ...VIDEO, status: 'running' as const, stage: 'voice' as const, stage_index: 2, progress: 20, version: 4 };
const FAILED = {
  ...VIDEO,
  status: 'failed' as const,
  stage: 'render' as const,
  stage_index: 5,
  version: 9,
  actions: ['retry' as const],
  failure: { stage: 'render' as const, code: 'budget_exceeded', message: 'the cap would be exceeded', whose: 'operator' as const },
};

beforeEach(() => {
  refuses('post', '/api/v1/auth/ws-ticket', 503, { title: 'The system is starting' });
  answers('get', '/api/v1/channels/{id}', 200, CHANNEL);
  answers('get', '/api/v1/videos/{id}/stages', 200, { items: STAGE_LIST });
  answers('get', '/api/v1/videos/{id}/artifacts', 200, { items: [] });
  refuses('get', '/api/v1/analytics/videos/{video_id}/retention', 404, { title: 'Not found', code: 'not_found' });
});

describe('the page of a video', () => {
  it('offers what the gateway allows, asks before it cancels, and shows the answer', async () => {
    answers('get', '/api/v1/videos/{id}', 200, RUNNING);
    answers('post', '/api/v1/videos/{id}/cancel', 200, { ...RUNNING, status: 'cancelled', version: 5, actions: ['retry'] });
    const { user } = open('/videos/vid_1');
    await user.click(await screen.findByRole('button', { name: 'Cancel' }));
    expect(screen.queryByRole('button', { name: 'Retry' })).toBeNull();
    expect(calls.filter((call) => call.path.endsWith('/cancel'))).toEqual([]);
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Cancel the video' }));
    expect(await screen.findByRole('button', { name: 'Retry' })).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Cancel' })).toBeNull();
  });

  it('takes back a pause', async () => {
    answers('get', '/api/v1/videos/{id}', 200, RUNNING);
    answers('post', '/api/v1/videos/{id}/pause', 200, { ...RUNNING, status: 'paused', version: 5, actions: ['resume', 'cancel'] });
    answers('post', '/api/v1/videos/{id}/resume', 200, { ...RUNNING, version: 6 });
    const { user } = open('/videos/vid_1');
    await user.click(await screen.findByRole('button', { name: 'Pause' }));
    await user.click(await screen.findByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(calls.map((call) => call.path)).toContain('/api/v1/videos/vid_1/resume'));
    expect(await screen.findByRole('button', { name: 'Pause' })).toBeVisible();
  });

  it('says why it failed and what to do, and tries again from the chosen step', async () => {
    answers('get', '/api/v1/videos/{id}', 200, FAILED);
    answers('post', '/api/v1/videos/{id}/retry', 200, { ...VIDEO, version: 10 });
    const { user } = open('/videos/vid_1');
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('The cap would be exceeded.');
    expect(within(alert).getByRole('link', { name: 'Channel settings' })).toHaveAttribute('href', '/channels/demo/settings');
    await user.click(screen.getByRole('button', { name: 'Retry' }));
    await user.click(screen.getByLabelText('Start from'));
    // Steps that were never reached are no place to start from.
    expect(screen.queryByRole('option', { name: 'Publish' })).toBeNull();
    await user.click(screen.getByRole('option', { name: 'Voice' }));
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Retry' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(calls.find((call) => call.path.endsWith('/retry'))?.body).toEqual({ from: 'voice' });
  });

  it('moves with the socket, without asking again', async () => {
    answers('get', '/api/v1/videos/{id}', 200, RUNNING);
    open('/videos/vid_1');
    expect(await screen.findByText('Voice, step 3 of 10')).toBeVisible();
    const data = { stage: 'render', stage_index: 5, stage_progress: 0.4, progress: 54, eta_ms: 9000, attempt: 1 };
    act(() => useVideoStore.getState().frames([{ type: 'video_progress', time: VIDEO.updated_at, subject: 'video:vid_1', version: 4, seq: 3, data }]));
    expect(screen.getByText('Render, step 6 of 10')).toBeVisible();
    expect(screen.getAllByRole('progressbar')[0]).toHaveAttribute('aria-valuenow', '54');
  });

  it('shows the script of the first step, and says so where a part is not there yet', async () => {
    answers('get', '/api/v1/videos/{id}', 200, RUNNING);
    const { user } = open('/videos/vid_1/script');
    expect(await screen.findByText('Bees fan.')).toBeVisible();
    await user.click(screen.getByRole('tab', { name: 'Files' }));
    expect(await screen.findByText('No file yet')).toBeVisible();
  });

  it('says why it waits for a person, shows both scores with their parts, and the script before and after its revision', async () => {
    const quality = (total: number, name: string, reason: string) => ({ total, by: 'house rules', parts: [{ name, score: total, weight: 1, reasons: [reason] }] });
    const written = STAGE_LIST[0]!.output as unknown as object;
    const revised = { ...written, sentences: [{ text: 'Do you know why bees fan?', role: 'hook' }, { text: 'Bees fan.', role: 'close' }] };
    const first = quality(0.41, 'hook', 'the first words open no question');
    const changes = [{ part: 'hook', reasons: first.parts[0]!.reasons, done: 'It opens with “Do you know why bees fan?”.', before: 0.41, after: 0.57 }];
    const outputs: Record<string, unknown> = {
      script_check: { checks: [], quality: quality(0.57, 'structure', 'it has 2 paragraphs'), revision: { first, tried: 12, changes, script: revised } },
      video_check: { checks: [{ name: 'loudness', passed: true, measured: '-14.0 LUFS', expected: '-14' }], quality: quality(0.93, 'variety', 'one picture stands for 9.0 s') },
    };
    const items = STAGE_LIST.map((stage) => ({ ...stage, output: (outputs[stage.stage] ?? stage.output) as typeof stage.output }));
    answers('get', '/api/v1/videos/{id}/stages', 200, { items });
    answers('get', '/api/v1/videos/{id}', 200, { ...VIDEO, status: 'in_review', stage: 'thumbnail', stage_index: 7, version: 7, actions: ['approve', 'reject', 'cancel'] });
    const { user } = open('/videos/vid_1/script');
    const waits = await screen.findByText(/The script scores 0\.57, and this channel asks for 0\.60\./);
    expect(waits).toHaveTextContent('It was revised once, from 0.41, and is still below.');
    const list = screen.getByRole('list', { name: 'Sentences before and after' });
    expect(within(list).getByText('Do you know why bees fan?').closest('ins')).not.toBeNull();
    await user.click(screen.getByRole('tab', { name: 'Checks' }));
    expect(await screen.findByRole('heading', { name: 'Script score 0.57 of 1, by house rules' })).toBeVisible();
    expect(screen.getByRole('heading', { name: 'Revised once: from 0.41 to 0.57' })).toBeVisible();
    expect(screen.getByText('It opens with “Do you know why bees fan?”.')).toBeVisible();
    expect(screen.getByRole('heading', { name: 'Video score 0.93 of 1, by house rules' })).toBeVisible();
    expect(screen.getByText('Below 0.60')).toBeVisible();
    expect(screen.getByText('Not below 0.60')).toBeVisible();
    expect(screen.getByText('One picture stands for 9.0 s.')).toBeVisible();
  });

  it('keeps the shell where there is no such video', async () => {
    refuses('get', '/api/v1/videos/{id}', 404, { title: 'Not found', code: 'not_found' });
    refuses('get', '/api/v1/videos/{id}/stages', 404, { title: 'Not found', code: 'not_found' });
    refuses('get', '/api/v1/videos/{id}/artifacts', 404, { title: 'Not found', code: 'not_found' });
    open('/videos/vid_0');
    expect(await screen.findByRole('heading', { level: 1, name: 'There is no such video' })).toBeVisible();
    expect(screen.getByRole('main')).toBeVisible();
  });
});
