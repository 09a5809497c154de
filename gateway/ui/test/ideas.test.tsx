// @vitest-environment jsdom

import { act, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';

import type { Idea } from '../src/services/api';
import { useIdeaStore } from '../src/stores/ideaStore';
import { useUiStore } from '../src/stores/uiStore';
import { CHANNEL, IDEA, NICHE, RULED, STAGE_LIST } from './fixtures';
import { answers, calls, refuses, useGateway } from './gateway';
import { open } from './page';
import { VIDEO } from './server';

useGateway();

const LIST = '/api/v1/trends';
const OTHER = { ...CHANNEL, id: 'kitchen', name: 'Kitchen', niche: 'Cooking' };
const HINT = { type: 'predictions_updated', time: '2026-11-25T10:00:02Z', subject: 'trends', version: 0, data: { niches: ['cooking'] } };

const sent = (method: string, path: string) => calls.filter((call) => call.method === method && call.path === path);
const asked = () => sent('get', LIST).map(({ query }) => [query.get('niche'), query.get('state')]);
const lists = (...items: Idea[]) => answers('get', LIST, 200, { items, next_cursor: null });
const row = async (topic: string) => (await screen.findByRole('heading', { level: 2, name: topic })).closest('li')!;
const gone = (topic: string) => waitFor(() => expect(screen.queryByRole('heading', { level: 2, name: topic })).toBeNull());
const hint = () => act(() => useIdeaStore.getState().frames([HINT]));
/** The gateway's answer to a decision, and the list as it is afterwards. */
const decided = (verb: 'snooze' | 'dismiss' | 'restore', idea: Idea, ...left: Idea[]) => {
  answers('post', `${LIST}/{id}/${verb}`, 200, idea);
  lists(...left);
};

beforeEach(() => {
  refuses('post', '/api/v1/auth/ws-ticket', 503, { title: 'The system is starting' });
  answers('get', '/api/v1/trends/niches', 200, { items: [NICHE, { ...NICHE, niche: 'Cooking', topics: 1, model: 'pace rule', version: null, source: 'rule' }] });
  answers('get', '/api/v1/channels', 200, { items: [CHANNEL, OTHER], next_cursor: null });
  answers('post', '/api/v1/videos/estimate', 200, { cost_micros: 281_000, cap_micros: 3_000_000, currency: 'USD', seconds: 45, videos: 3 });
  lists(IDEA, RULED);
});

describe('an idea', () => {
  it('says its chance beside what is usual, why, where it was seen, and which model says so', async () => {
    open('/ideas');
    const bees = await row('Why bees fan');
    for (const text of ['62 %', 'rises within 3 h', '3.1× the usual 20 %', 'Model', '10 → 30 points in 5 h']) expect(within(bees).getByText(text)).toBeInTheDocument();
    expect(bees).toHaveTextContent('Everyday science · seen by hacker-news · United States · for 5 h · place 3 there');
    expect(bees).toHaveTextContent('signals 7 (the promoted model), made');
    const why = within(within(bees).getByRole('list', { name: 'Why' })).getAllByRole('listitem');
    expect(why.map((reason) => reason.textContent)).toEqual(['Raises it: Points doubled within an hour.', 'Lowers it: It has been seen for long.']);
  });

  it('of a rule is called one, with the reason why no model spoke, and claims no usual share', async () => {
    open('/ideas');
    const bread = await row('Sourdough');
    expect(within(bread).getByText('Rule')).toBeInTheDocument();
    expect(bread).toHaveTextContent('pace rule (because: no model is promoted)');
    expect(bread).toHaveTextContent('a rule knows no usual share');
    expect(bread).not.toHaveTextContent('×');
    expect(bread).toHaveTextContent('everywhere');
  });
});

describe('the list of ideas', () => {
  it('keeps the gateway’s order, and asks for what its filter says', async () => {
    const { user } = open('/ideas');
    await row('Why bees fan');
    expect(screen.getAllByRole('heading', { level: 2 }).map((title) => title.textContent)).toEqual(['Why bees fan', 'Sourdough']);
    expect(asked()[0]).toEqual([null, 'new']);
    await user.click(screen.getByRole('combobox', { name: 'Niche' }));
    lists(RULED);
    await user.click(screen.getByRole('option', { name: 'Cooking (1)' }));
    await gone('Why bees fan');
    expect(asked().at(-1)).toEqual(['Cooking', 'new']);
    expect(screen.getByText(/1 topic ranked/)).toHaveTextContent('by pace rule; last signal');
    lists();
    await user.click(screen.getByRole('button', { name: 'Dismissed' }));
    expect(await screen.findByText('No idea was dismissed in Cooking')).toBeVisible();
    expect(asked().at(-1)).toEqual(['Cooking', 'dismissed']);
    expect(screen.getByRole('button', { name: 'Dismissed' })).toHaveAttribute('aria-pressed', 'true');
    lists(IDEA);
    await user.click(screen.getByRole('button', { name: 'Show the new ideas of all niches' }));
    await row('Why bees fan');
  });

  it('reads its address, whatever the case of the niche in it', async () => {
    lists({ ...IDEA, state: 'snoozed', snoozed_until: '2099-01-01T00:00:00Z' });
    open('/ideas?niche=EVERYDAY%20science&state=snoozed');
    await row('Why bees fan');
    expect(asked()[0]).toEqual(['EVERYDAY science', 'snoozed']);
    expect(screen.getByRole('combobox', { name: 'Niche' })).toHaveTextContent('Everyday science (12)');
  });

  it('says how signals come in where none ever came', async () => {
    answers('get', '/api/v1/trends/niches', 200, { items: [] });
    lists();
    open('/ideas');
    expect(await screen.findByText('No signal has come in yet')).toBeVisible();
    expect(screen.getByText('ytempire replay --topic trend-signals signals.jsonl.gz')).toBeVisible();
  });

  it('says what went wrong, and reads again when it is asked to', async () => {
    refuses('get', LIST, 503, { title: 'The database is away' });
    const { user } = open('/ideas');
    expect(await screen.findByRole('alert')).toHaveTextContent('The database is away');
    lists(IDEA);
    await user.click(screen.getByRole('button', { name: 'Retry' }));
    await row('Why bees fan');
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('goes on below its first page, each idea once', async () => {
    answers('get', LIST, 200, { items: [IDEA], next_cursor: 'page-2' });
    const { user } = open('/ideas');
    await row('Why bees fan');
    lists(IDEA, RULED);
    await user.click(screen.getByRole('button', { name: 'Show more ideas' }));
    await row('Sourdough');
    expect(sent('get', LIST).at(-1)?.query.get('cursor')).toBe('page-2');
    expect(screen.getAllByRole('heading', { level: 2 })).toHaveLength(2);
    expect(screen.queryByRole('button', { name: 'Show more ideas' })).toBeNull();
  });

  it('takes over a new ranking by itself, and leaves the focus where it is', async () => {
    lists(RULED);
    open('/ideas');
    await row('Sourdough');
    const button = screen.getByRole('button', { name: 'Dismiss Sourdough' });
    button.focus();
    lists(IDEA, { ...RULED, score: 0.3 });
    hint();
    await row('Why bees fan');
    expect(await screen.findByText('30 %')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Dismiss Sourdough' })).toHaveFocus();
  });
});

describe('accepting an idea', () => {
  const accept = `${LIST}/${IDEA.id}/accept`;

  it('makes a video of the channel whose niche it is, and leads to it', async () => {
    answers('post', `${LIST}/{id}/accept`, 202, VIDEO);
    answers('get', '/api/v1/videos/{id}', 200, VIDEO);
    answers('get', '/api/v1/channels/{id}', 200, CHANNEL);
    answers('get', '/api/v1/videos/{id}/stages', 200, { items: STAGE_LIST });
    answers('get', '/api/v1/videos/{id}/artifacts', 200, { items: [] });
    refuses('get', '/api/v1/analytics/videos/{video_id}/retention', 404, { title: 'Not found', code: 'not_found' });
    const { user } = open('/ideas');
    await user.click(await screen.findByRole('button', { name: 'Accept Why bees fan' }));
    expect(await screen.findByRole('combobox', { name: /Channel/ })).toHaveTextContent('Demo (Everyday science)');
    expect(await screen.findByText('$0.28')).toBeVisible();
    expect(sent('post', accept)).toEqual([]);
    lists(RULED);
    await user.click(screen.getByRole('button', { name: 'Make the video' }));
    await gone('Why bees fan');
    expect(sent('post', accept).map((call) => call.body)).toEqual([{ channel_id: 'demo' }]);
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(screen.getByRole('heading', { level: 2, name: 'Sourdough' })).toHaveFocus();
    await user.click(screen.getByRole('link', { name: 'Open the video' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Bees' })).toBeVisible();
  });

  it('remembers the channel for ideas that fit none, and repeats a lost call under the same key', async () => {
    lists({ ...IDEA, niche: 'Chess' });
    useUiStore.setState({ ideaChannel: null });
    const { user } = open('/ideas');
    await user.click(await screen.findByRole('button', { name: 'Accept Why bees fan' }));
    await user.click(await screen.findByRole('button', { name: 'Make the video' }));
    expect(screen.getByRole('combobox', { name: /Channel/ })).toHaveAccessibleDescription('Choose a channel');
    expect(sent('post', accept)).toEqual([]);
    await user.click(screen.getByRole('combobox', { name: /Channel/ }));
    await user.click(screen.getByRole('option', { name: 'Kitchen (Cooking)' }));
    refuses('post', `${LIST}/{id}/accept`, 503, { title: 'The system is stopping' }, 1);
    await user.click(screen.getByRole('button', { name: 'Make the video' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('The system is stopping');
    answers('post', `${LIST}/{id}/accept`, 202, VIDEO);
    await user.click(screen.getByRole('button', { name: 'Make the video' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    const keys = sent('post', accept).map((call) => call.headers.get('idempotency-key'));
    expect(keys).toHaveLength(2);
    expect(new Set(keys).size).toBe(1);
    expect(useUiStore.getState().ideaChannel).toBe('kitchen');
  });

  it('needs a channel, and says where one is made', async () => {
    answers('get', '/api/v1/channels', 200, { items: [], next_cursor: null });
    const { user } = open('/ideas');
    await user.click(await screen.findByRole('button', { name: 'Accept Sourdough' }));
    expect(await screen.findByRole('link', { name: 'Make a channel' })).toHaveAttribute('href', '/channels/new');
  });
});

describe('a decision about an idea', () => {
  const dismissed: Idea = { ...IDEA, state: 'dismissed' };
  const snoozed: Idea = { ...IDEA, state: 'snoozed', snoozed_until: '2099-01-01T00:00:00Z' };

  it('dismisses it at once, hands the focus on, and can be taken back', async () => {
    const { user } = open('/ideas');
    await row('Why bees fan');
    decided('dismiss', dismissed, RULED);
    await user.click(screen.getByRole('button', { name: 'Dismiss Why bees fan' }));
    await gone('Why bees fan');
    expect(screen.getByRole('heading', { level: 2, name: 'Sourdough' })).toHaveFocus();
    decided('restore', IDEA, IDEA, RULED);
    await user.click(await screen.findByRole('button', { name: 'Undo' }));
    await row('Why bees fan');
    expect(sent('post', `${LIST}/${IDEA.id}/restore`)).toHaveLength(1);
  });

  it('comes back where the gateway refuses it, with the reason', async () => {
    refuses('post', `${LIST}/{id}/dismiss`, 503, { title: 'Not now', detail: 'the database is away' });
    const { user } = open('/ideas');
    await user.click(await screen.findByRole('button', { name: 'Dismiss Why bees fan' }));
    await waitFor(() => expect(document.querySelector('[data-toast="error"]')).toHaveTextContent('Why bees fan: the database is away'));
    await row('Why bees fan');
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
  });

  it('snoozes it for as long as is chosen', async () => {
    const { user } = open('/ideas');
    await user.click(await screen.findByRole('button', { name: 'Snooze Why bees fan' }));
    expect(screen.getAllByRole('menuitem').map((item) => item.textContent)).toEqual(['1 day', '3 days', '1 week']);
    decided('snooze', snoozed, RULED);
    await user.click(screen.getByRole('menuitem', { name: '3 days' }));
    await gone('Why bees fan');
    expect(sent('post', `${LIST}/${IDEA.id}/snooze`).map((call) => call.body)).toEqual([{ hours: 72 }]);
  });

  it('is taken back in its own list too: a snoozed idea is snoozed again by Undo, until the same moment', async () => {
    lists(snoozed);
    const { user } = open('/ideas?state=snoozed');
    expect(await row('Why bees fan')).toHaveTextContent(/new again in/);
    decided('restore', IDEA);
    await user.click(screen.getByRole('button', { name: 'Restore Why bees fan' }));
    expect(await screen.findByText('No idea is snoozed')).toBeVisible();
    decided('snooze', snoozed, snoozed);
    await user.click(await screen.findByRole('button', { name: 'Undo' }));
    await row('Why bees fan');
    expect(sent('post', `${LIST}/${IDEA.id}/snooze`).map((call) => call.body)).toEqual([{ until: snoozed.snoozed_until }]);
  });

  it('of an accepted one leaves its video alone, and says so', async () => {
    lists({ ...IDEA, state: 'accepted', video_id: 'vid_1' });
    const { user } = open('/ideas?state=accepted');
    expect(await screen.findByRole('link', { name: 'Open the video of Why bees fan' })).toHaveAttribute('href', '/videos/vid_1');
    decided('restore', IDEA);
    await user.click(screen.getByRole('button', { name: 'Restore Why bees fan' }));
    await waitFor(() => expect(document.querySelector('[data-toast="success"]')).toHaveTextContent('its video goes on'));
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
    expect(screen.getByRole('link', { name: 'Open the video' })).toHaveAttribute('href', '/videos/vid_1');
  });
});
