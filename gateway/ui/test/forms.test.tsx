// @vitest-environment jsdom

import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';

import { CHANNEL, QUEUE, STAGE_LIST, TOKEN } from './fixtures';
import { answers, calls, refuses, useGateway } from './gateway';
import { open } from './page';
import { VIDEO } from './server';

useGateway();

const sent = (method: string, path: string) => calls.filter((call) => call.method === method && call.path === path);

beforeEach(() => {
  refuses('post', '/api/v1/auth/ws-ticket', 503, { title: 'The system is starting' });
  answers('get', '/api/v1/channels', 200, { items: [CHANNEL], next_cursor: null });
  answers('get', '/api/v1/channels/{id}', 200, CHANNEL);
  answers('get', '/api/v1/queue', 200, QUEUE);
  answers('get', '/api/v1/videos', 200, { items: [VIDEO], next_cursor: null });
  answers('get', '/api/v1/videos/{id}', 200, VIDEO);
  answers('get', '/api/v1/videos/{id}/stages', 200, { items: STAGE_LIST });
  answers('get', '/api/v1/videos/{id}/artifacts', 200, { items: [] });
  refuses('get', '/api/v1/analytics/videos/{video_id}/retention', 404, { title: 'Not found', code: 'not_found' });
  answers('post', '/api/v1/videos/estimate', 200, { cost_micros: 281_000, cap_micros: 3_000_000, currency: 'USD', seconds: 45, videos: 3 });
});

describe('signing in', () => {
  it('says what was wrong, keeps what was typed, and then leads to the page that was asked for', async () => {
    refuses('post', '/api/v1/auth/login', 401, { title: 'Sign in', code: 'wrong_credentials', detail: 'address or password is wrong' }, 1);
    const { user } = open('/videos', false);
    await user.type(await screen.findByLabelText(/e-mail/i), 'ann@example.org');
    await user.type(screen.getByLabelText(/^password/i), 'wrong');
    await user.click(screen.getByRole('button', { name: 'Sign in' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('Wrong e-mail address or password');
    expect(screen.getByLabelText(/e-mail/i)).toHaveValue('ann@example.org');
    answers('post', '/api/v1/auth/login', 200, TOKEN);
    await user.click(screen.getByRole('button', { name: 'Sign in' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Videos' })).toBeVisible();
  });
});

describe('the form for a new video', () => {
  it('sends what was filled in and leaves the rest to the channel', async () => {
    answers('post', '/api/v1/videos/generate', 202, VIDEO);
    const { user } = open('/videos/new');
    await user.type(await screen.findByLabelText(/topic/i), '  Bees ');
    await user.type(screen.getByLabelText(/length in seconds/i), '20');
    expect(await screen.findByText('$0.28')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Make the video' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Bees' })).toBeVisible();
    expect(sent('post', '/api/v1/videos/generate')[0]?.body).toEqual({ channel_id: 'demo', topic: 'Bees', seconds: 20 });
  });

  it('complains beside the field before it asks the gateway', async () => {
    const { user } = open('/videos/new');
    await user.type(await screen.findByLabelText(/length in seconds/i), '4');
    await user.click(screen.getByRole('button', { name: 'Make the video' }));
    expect(screen.getByLabelText(/topic/i)).toHaveAccessibleDescription('A topic is needed');
    expect(screen.getByLabelText(/length in seconds/i)).toBeInvalid();
    expect(screen.getByLabelText(/topic/i)).toHaveFocus();
    expect(sent('post', '/api/v1/videos/generate')).toEqual([]);
  });

  it('shows the gateway’s complaint at its field, and repeats the same request under the same key', async () => {
    refuses('post', '/api/v1/videos/generate', 422, { title: 'The request cannot be carried out as it stands', errors: [{ pointer: '#/topic', detail: 'it holds a control character' }] }, 1);
    const { user } = open('/videos/new');
    await user.type(await screen.findByLabelText(/topic/i), 'Bees');
    await user.click(screen.getByRole('button', { name: 'Make the video' }));
    await waitFor(() => expect(screen.getByLabelText(/topic/i)).toHaveAccessibleDescription('it holds a control character'));
    answers('post', '/api/v1/videos/generate', 202, VIDEO);
    await user.click(screen.getByRole('button', { name: 'Make the video' }));
    await screen.findByRole('heading', { level: 1, name: 'Bees' });
    const keys = sent('post', '/api/v1/videos/generate').map((call) => call.headers.get('idempotency-key'));
    expect(keys).toHaveLength(2);
    expect(keys[0]).toBe(keys[1]);
  });

  it('leads to a channel first where there is none', async () => {
    answers('get', '/api/v1/channels', 200, { items: [], next_cursor: null });
    open('/videos/new');
    expect(await screen.findByRole('link', { name: 'Make a channel' })).toHaveAttribute('href', '/channels/new');
  });
});

describe('the settings of a channel', () => {
  it('say what another person changed, and write over it only when told to', async () => {
    refuses('put', '/api/v1/channels/{id}', 412, { title: 'It was changed elsewhere' }, 1);
    const { user } = open('/channels/demo/settings');
    const name = await screen.findByLabelText(/^name/i);
    await user.clear(name);
    await user.type(name, 'Mine');
    answers('get', '/api/v1/channels/{id}', 200, { ...CHANNEL, version: 2, niche: 'Theirs' });
    await user.click(screen.getByRole('button', { name: 'Save' }));
    const conflict = await screen.findByRole('alert');
    expect(conflict).toHaveTextContent('Niche: Everyday science is now Theirs');
    expect(name).toHaveValue('Mine');
    answers('put', '/api/v1/channels/{id}', 200, { ...CHANNEL, version: 3, name: 'Mine' });
    await user.click(within(conflict).getByRole('button', { name: 'Overwrite with mine' }));
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
    expect(sent('put', '/api/v1/channels/demo').map((call) => call.headers.get('if-match'))).toEqual(['"1"', '"2"']);
  });

  it('refuse an amount that is none', async () => {
    const { user } = open('/channels/demo/settings');
    const cap = await screen.findByLabelText(/cap per video/i);
    await user.clear(cap);
    await user.type(cap, 'three');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(cap).toHaveAccessibleDescription('An amount such as 3.00');
    expect(sent('put', '/api/v1/channels/demo')).toEqual([]);
  });
});
