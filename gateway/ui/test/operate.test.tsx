// @vitest-environment jsdom

import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';

import { CURVE, KEY, LETTER, MODELS } from './figures';
import { CHANNEL, QUEUE, STAGE_LIST } from './fixtures';
import { answers, calls, refuses, useGateway } from './gateway';
import { open } from './page';
import { VIDEO } from './server';

useGateway();

const sent = (method: string, path: string) => calls.filter((call) => call.method === method && call.path === path);

beforeEach(() => refuses('post', '/api/v1/auth/ws-ticket', 503, { title: 'The system is starting' }));

describe('API keys', () => {
  it('are made with a name, shown once, and listed without the key', async () => {
    answers('get', '/api/v1/api-keys', 200, { items: [] });
    const { user } = open('/settings/api-keys');
    expect(await screen.findByText('No key yet')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'New key' }));
    await user.click(screen.getByRole('button', { name: 'Make the key' }));
    expect(screen.getByLabelText(/^name/i)).toHaveAccessibleDescription('A name is needed');
    expect(sent('post', '/api/v1/api-keys')).toEqual([]);

    answers('post', '/api/v1/api-keys', 201, { key: 'yte_1_secret', api_key: KEY });
    answers('get', '/api/v1/api-keys', 200, { items: [KEY] });
    await user.type(screen.getByLabelText(/^name/i), ' Notebook ');
    await user.click(screen.getByLabelText('Good for'));
    await user.click(screen.getByRole('option', { name: 'Until it is revoked' }));
    await user.click(screen.getByRole('button', { name: 'Make the key' }));
    expect(await screen.findByText('yte_1_secret')).toBeVisible();
    expect(sent('post', '/api/v1/api-keys')[0]?.body).toEqual({ name: 'Notebook', scopes: ['analytics:read'], expires_at: null });
    expect(await screen.findByRole('rowheader', { name: /Notebook/ })).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Copy: The key' }));
    expect(await navigator.clipboard.readText()).toBe('yte_1_secret');
    await user.click(screen.getByRole('button', { name: 'I have it' }));
    expect(screen.queryByText('yte_1_secret')).toBeNull();
  });

  it('show the gateway’s complaint at its field', async () => {
    answers('get', '/api/v1/api-keys', 200, { items: [KEY] });
    refuses('post', '/api/v1/api-keys', 422, { title: 'It cannot be made', errors: [{ pointer: '#/name', detail: 'a key of that name is there' }] });
    const { user } = open('/settings/api-keys');
    await user.click(await screen.findByRole('button', { name: 'New key' }));
    await user.type(screen.getByLabelText(/^name/i), 'Notebook');
    await user.click(screen.getByRole('button', { name: 'Make the key' }));
    await waitFor(() => expect(screen.getByLabelText(/^name/i)).toHaveAccessibleDescription('a key of that name is there'));
  });

  it('are revoked only after a question', async () => {
    answers('get', '/api/v1/api-keys', 200, { items: [KEY] });
    answers('delete', '/api/v1/api-keys/{id}', 204);
    const { user } = open('/settings/api-keys');
    await user.click(await screen.findByRole('button', { name: 'Revoke Notebook' }));
    expect(sent('delete', '/api/v1/api-keys/key_1')).toEqual([]);
    answers('get', '/api/v1/api-keys', 200, { items: [] });
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Revoke the key' }));
    expect(await screen.findByText('No key yet')).toBeVisible();
    expect(sent('delete', '/api/v1/api-keys/key_1')).toHaveLength(1);
  });

  it('are for those who may have them', async () => {
    refuses('get', '/api/v1/api-keys', 403, { title: 'Not for you' });
    open('/settings/api-keys');
    expect(await screen.findByText('Not for this account')).toBeVisible();
    expect(screen.queryByRole('button', { name: 'New key' })).toBeNull();
  });
});

describe('the system page', () => {
  beforeEach(() => {
    answers('get', '/api/v1/queue', 200, QUEUE);
    answers('get', '/api/v1/videos', 200, { items: [], next_cursor: null });
    answers('get', '/api/v1/dead-letters', 200, { items: [LETTER], next_cursor: null });
    answers('get', '/api/v1/dead-letters/{id}', 200, { ...LETTER, timestamp: null, headers: [{ name: 'ce_id', value: 'x-1' }] });
    answers('get', '/api/v1/system/models', 200, MODELS);
    answers('get', '/api/v1/system', 200, {
      version: '0.4.0',
      parts: { database: { ok: true, detail: '' } },
      studio: { partitions: [{ topic: 'youtube-analytics', partition: 3, next_offset: 12, lag: 4, paused: false, alarm: '' }] },
      voice_tier: null,
      sockets: 1,
      partitions: [{ topic: 'youtube-analytics', partition: 3, lag: 4, next_offset: 13, cursor_age_ms: 2500 }],
      sinks: [{ name: 'scylla', state: 'trouble', detail: 'no node answered', cursor_age_ms: 61_000, rows_total: 12_000 }],
    });
  });

  it('says how far reports are read, and how far the read copy is', async () => {
    open('/system');
    expect(await screen.findByText('4 behind')).toBeVisible();
    expect(screen.getByText('moved 2.5 s ago')).toBeInTheDocument();
    const store = screen.getByRole('rowheader', { name: /ScyllaDB/ }).closest('tr')!;
    expect(store).toHaveTextContent('no node answered');
    expect(store).toHaveTextContent('In trouble');
    expect(store).toHaveTextContent('1 min 01 s');
  });

  it('says who answers each prediction, by which model and with which card', async () => {
    const { user } = open('/system');
    const list = await screen.findByRole('list', { name: 'Predictions' });
    const lines = within(list).getAllByRole('listitem');
    expect(lines.map((line) => line.querySelector('summary')?.textContent)).toEqual([
      'Does a topic rise?Model shipped',
      'What comes next?Methods 0.1.0',
      'Is it bait?Rule',
      'Do they stay?Rulev0002 cannot be used, so the rule answers: card.json is damaged',
    ]);
    await user.click(within(list).getByText('Does a topic rise?'));
    for (const text of ['signals.csv.gz, 60,391 rows', 'ISC', 'AUC 0.915, calibration error (ECE) 0.008', 'when is not noted', 'version 0.1.0 of the program, seed 7', '428a']) expect(within(lines[0]!).getByText(text)).toBeVisible();
    expect(within(lines[1]!).getByText(/without training/)).toBeInTheDocument();
    expect(within(lines[2]!).getByText('bait when it shouts')).toBeInTheDocument();
  });

  it('says why the cards cannot be read', async () => {
    answers('get', '/api/v1/system/models', 200, { items: [], trouble: 'the model’s worker is away' });
    open('/system');
    expect(await screen.findByText('The cards cannot be read now: the model’s worker is away.')).toBeVisible();
  });

  it('asks for the dead letters that its address names', async () => {
    answers('get', '/api/v1/dead-letters', 200, { items: [], next_cursor: null });
    const { user } = open('/system?topic=youtube-analytics&code=invalid_field');
    await user.click(await screen.findByRole('button', { name: 'Clear the filter' }));
    expect(await screen.findByText('Every record could be used')).toBeVisible();
    const queries = sent('get', '/api/v1/dead-letters').map(({ query }) => [query.get('topic'), query.get('code')]);
    expect(queries[0]).toEqual(['youtube-analytics', 'invalid_field']);
    expect(queries.at(-1)).toEqual([null, null]);
  });

  it('replays a record after a question, and then says how far that is', async () => {
    const { user } = open('/system');
    await user.click(await screen.findByText('Invalid field'));
    expect(await screen.findByText('x-1')).toBeVisible();
    const asked = { ...LETTER, replay: { state: 'asked' as const, asked_at: LETTER.at, replayed_at: null, detail: '' } };
    answers('post', '/api/v1/dead-letters/{id}/replay', 202, { ...asked, timestamp: null, headers: [] });
    answers('get', '/api/v1/dead-letters', 200, { items: [asked], next_cursor: null });
    await user.click(screen.getByRole('button', { name: 'Replay' }));
    expect(sent('post', '/api/v1/dead-letters/7/replay')).toEqual([]);
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Replay' }));
    await waitFor(() => expect(screen.getByRole('button', { name: 'Replay' })).toBeDisabled());
    expect(sent('post', '/api/v1/dead-letters/7/replay')).toHaveLength(1);
    expect(screen.getAllByText(/Replay asked for/).length).toBeGreaterThan(0);
  });
});

describe('the curve of a video', () => {
  beforeEach(() => {
    answers('get', '/api/v1/videos/{id}', 200, VIDEO);
    answers('get', '/api/v1/channels/{id}', 200, CHANNEL);
    answers('get', '/api/v1/videos/{id}/stages', 200, { items: STAGE_LIST });
    answers('get', '/api/v1/videos/{id}/artifacts', 200, { items: [] });
  });

  it('is there where a report brought one, scene by scene', async () => {
    answers('get', '/api/v1/analytics/videos/{video_id}/retention', 200, CURVE);
    const { user } = open('/videos/vid_1');
    await user.click(await screen.findByRole('tab', { name: 'Retention' }));
    expect(await screen.findByText(/Most leave in scene 2: 50 % of those who began/)).toBeVisible();
    expect(screen.getByRole('rowheader', { name: '2. So the hive stays cool.' })).toBeVisible();
    expect(screen.getByRole('button', { name: 'Play from 0:04' })).toBeVisible();
  });

  it('is no tab where there is none, and its address leads to the video', async () => {
    refuses('get', '/api/v1/analytics/videos/{video_id}/retention', 404, { title: 'There is no such retention curve' });
    open('/videos/vid_1/retention');
    expect(await screen.findByRole('tab', { name: 'Timeline', selected: true })).toBeVisible();
    expect(screen.queryByRole('tab', { name: 'Retention' })).toBeNull();
  });
});
