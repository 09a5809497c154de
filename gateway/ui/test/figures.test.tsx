// @vitest-environment jsdom

import { act, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';

import { useDashboardStore } from '../src/stores/dashboardStore';
import { channelFigures, FORECAST, kpi, OVERVIEW, RANGE, SERIES, SILENT } from './figures';
import { CHANNEL, QUEUE } from './fixtures';
import { answers, calls, refuses, useGateway } from './gateway';
import { open } from './page';

// jsdom has no layout to draw in: what charts show is tested where it is mapped.
vi.mock('../src/components/charts/TimeSeriesChart', () => ({ default: () => null }));

vi.mock('../src/components/charts/ForecastChart', () => ({ default: () => null }));

useGateway();

const asked = (path: string) => calls.filter((call) => call.path === `/api/v1/analytics/${path}`);
const menu = (title: string) => screen.findByRole('button', { name: `${title}: table and export` });
const figureOf = (metric: string) => waitFor(() => document.querySelector(`[data-kpi="${metric}"]`) ?? Promise.reject(new Error(metric)));

beforeEach(() => {
  refuses('post', '/api/v1/auth/ws-ticket', 503, { title: 'The system is starting' });
  answers('get', '/api/v1/channels', 200, { items: [CHANNEL], next_cursor: null });
  answers('get', '/api/v1/channels/{id}', 200, CHANNEL);
  answers('get', '/api/v1/queue', 200, QUEUE);
  answers('get', '/api/v1/videos', 200, { items: [], next_cursor: null });
  answers('get', '/api/v1/analytics/overview', 200, OVERVIEW);
  answers('get', '/api/v1/analytics/timeseries', 200, SERIES);
  answers('get', '/api/v1/analytics/breakdown', 200, { ...RANGE, by: 'channel', items: [{ key: 'demo', label: 'Demo', values: { revenue: 3_000_000 }, share: 1 }], next_cursor: null });
  answers('get', '/api/v1/analytics/channels', 200, { ...RANGE, trend: 'views', items: [channelFigures('demo', 'Demo', 3_000_000), channelFigures('other', 'Other', 1_000_000)], next_cursor: 'c2' });
});

describe('the overview', () => {
  it('says what the channels earn and cost, against the period before', async () => {
    open('/');
    expect(await figureOf('revenue')).toHaveTextContent('$3.00');
    expect(await figureOf('revenue')).toHaveTextContent('-25 %');
    expect(await figureOf('spend')).toHaveTextContent('4 videos published');
    expect(asked('overview')[0]?.query.get('from')).toMatch(/^\d{4}-\d\d-\d\d$/);
  });

  it('says how figures come in where none has come yet, and keeps what the ledger knows', async () => {
    answers('get', '/api/v1/analytics/overview', 200, SILENT);
    open('/');
    expect(await screen.findByText('No report has come in yet')).toBeVisible();
    expect(screen.getByText(/ytempire replay/)).toBeVisible();
    expect(await figureOf('spend')).toHaveTextContent('$1.00');
    expect(await figureOf('revenue')).toHaveTextContent('Not reported');
  });

  it('names other days rather than the way in, where other days were asked for', async () => {
    answers('get', '/api/v1/analytics/overview', 200, SILENT);
    answers('get', '/api/v1/analytics/timeseries', 200, { ...SERIES, series: [{ ...SERIES.series[0]!, points: [{ start: '2026-11-24', value: null, complete: false }] }] });
    open('/?range=7d');
    expect(await screen.findByText('Nothing is known for these days')).toBeVisible();
  });

  it('keeps every panel apart: one that fails says so and is tried again alone', async () => {
    refuses('get', '/api/v1/analytics/timeseries', 503, { title: 'The store does not answer' });
    const { user } = open('/');
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('The store does not answer');
    expect(await figureOf('revenue')).toHaveTextContent('$3.00');
    answers('get', '/api/v1/analytics/timeseries', 200, SERIES);
    await user.click(within(alert).getByRole('button', { name: 'Retry' }));
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
    expect(asked('overview')).toHaveLength(1);
  });

  it('says who can help where a person may not see it', async () => {
    refuses('get', '/api/v1/analytics/channels', 403, { title: 'Not for you' });
    open('/');
    expect(await screen.findByText('Not for this account')).toBeVisible();
  });

  it('says so where the read copy does not answer', async () => {
    answers('get', '/api/v1/analytics/timeseries', 200, { ...SERIES, source: { store: 'postgres', fallback: 'no node answered' } });
    open('/');
    expect(await screen.findByText('from PostgreSQL: the read copy does not answer')).toBeVisible();
  });

  it('moves when the gateway says that reports came in', async () => {
    open('/');
    await figureOf('views');
    answers('get', '/api/v1/analytics/overview', 200, { ...OVERVIEW, kpis: OVERVIEW.kpis.map((each) => (each.metric === 'views' ? kpi('views', 777) : each)) });
    act(() => useDashboardStore.getState().frames([{ type: 'metrics_updated', time: '2026-11-25T10:00:00Z', subject: 'dashboard', version: 0, data: {} }]));
    await waitFor(() => expect(document.querySelector('[data-kpi="views"]')).toHaveTextContent('777'));
  });
});

describe('the analytics screen', () => {
  it('asks for what its address says', async () => {
    open('/analytics?from=2026-10-01&to=2026-10-09&granularity=week&compare=previous&channel_id=demo&metric=revenue');
    await menu('Revenue');
    await waitFor(() => expect(asked('timeseries')).toHaveLength(1));
    expect([...asked('timeseries')[0]!.query.entries()].sort()).toEqual([
      ['channel_id', 'demo'],
      ['compare', 'previous'],
      ['from', '2026-10-01'],
      ['granularity', 'week'],
      ['metric', 'revenue'],
      ['to', '2026-10-09'],
    ]);
  });

  it('charts what its cards are pressed for, and always something', async () => {
    const { user } = open('/analytics?metric=revenue');
    await user.click(await screen.findByRole('button', { name: /^Profit\$/ }));
    await waitFor(() => expect(asked('timeseries').map((call) => call.query.get('metric'))).toEqual(['revenue', 'profit']));
    await user.click(screen.getByRole('button', { name: /^Revenue\$/ }));
    await waitFor(() => expect(screen.getByRole('button', { name: /^Revenue\$/ })).toHaveAttribute('aria-pressed', 'false'));
    await user.click(screen.getByRole('button', { name: /^Profit\$/ }));
    expect(screen.getByRole('button', { name: /^Profit\$/ })).toHaveAttribute('aria-pressed', 'true');
  });

  it('shows a chart as a table, newest first, and says what may still change', async () => {
    const { user } = open('/analytics?metric=revenue');
    await waitFor(() => expect(document.querySelector('[data-chart="revenue"]')).not.toBeNull());
    await user.click(await menu('Revenue'));
    await user.click(screen.getByRole('menuitem', { name: 'View as table' }));
    const rows = within(await screen.findByRole('region', { name: 'Revenue as a table' })).getAllByRole('row').slice(1);
    expect(rows.map((row) => row.textContent)).toEqual([expect.stringMatching(/24.*\$0\.92may still change/), expect.stringMatching(/23.*\$1\.84final/)]);
  });

  it('exports the very question that the panel shows', async () => {
    const made: Blob[] = [];
    URL.createObjectURL = (blob) => `blob:${made.push(blob as Blob)}`;
    URL.revokeObjectURL = () => undefined;
    const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
    const { user } = open('/analytics?metric=revenue');
    await waitFor(() => expect(document.querySelector('[data-chart="revenue"]')).not.toBeNull());
    await user.click(await menu('Revenue'));
    await user.click(screen.getByRole('menuitem', { name: 'Export CSV' }));
    await waitFor(() => expect(click).toHaveBeenCalled());
    const [shown, file] = asked('timeseries').map((call) => new URLSearchParams(call.query));
    expect(file?.get('format')).toBe('csv');
    file?.delete('format');
    expect(file?.toString()).toBe(shown?.toString());
    expect(made).toHaveLength(1);
  });

  it('breaks spend down by stage, of which nothing else is known', async () => {
    answers('get', '/api/v1/analytics/breakdown', 200, { ...RANGE, by: 'stage', items: [{ key: 'voice', label: 'voice', values: { spend: 5000 }, share: 1 }], next_cursor: null });
    open('/analytics?metric=views&by=stage');
    expect(await screen.findByRole('rowheader', { name: 'Voice' })).toBeVisible();
    expect(asked('breakdown')[0]?.query.getAll('metric')).toEqual(['spend']);
  });

  it('moves by keys', async () => {
    const { user } = open('/analytics?metric=revenue&from=2026-10-08&to=2026-10-14');
    await menu('Revenue');
    await user.keyboard('[[');
    await waitFor(() => expect(asked('timeseries').at(-1)?.query.get('from')).toBe('2026-10-01'));
    await user.keyboard('c');
    await waitFor(() => expect(asked('timeseries').at(-1)?.query.get('compare')).toBe('previous'));
  });
});

describe('the comparison of channels', () => {
  const names = () => screen.getAllByRole('rowheader').map((cell) => within(cell).getByRole('link').textContent);

  it('is in the order that a press on a column asks for', async () => {
    const { user } = open('/channels');
    await screen.findByRole('rowheader', { name: /Demo/ });
    expect(asked('channels')[0]?.query.get('sort')).toBe('-revenue');
    await user.click(screen.getByRole('button', { name: 'Spend' }));
    await waitFor(() => expect(asked('channels').at(-1)?.query.get('sort')).toBe('-spend'));
    expect(screen.getByRole('columnheader', { name: 'Spend' })).toHaveAttribute('aria-sort', 'descending');
    await user.click(screen.getByRole('button', { name: 'Spend' }));
    await waitFor(() => expect(asked('channels').at(-1)?.query.get('sort')).toBe('spend'));
  });

  it('keeps pinned ones on top, on this device, wherever they would stand', async () => {
    const { user } = open('/channels');
    await screen.findByRole('rowheader', { name: /Demo/ });
    expect(names()).toEqual(['Demo', 'Other']);
    answers('get', '/api/v1/analytics/channels', 200, { ...RANGE, trend: 'views', items: [channelFigures('other', 'Other', 1_000_000)], next_cursor: null }, 1);
    await user.click(screen.getByRole('button', { name: 'Pin Other on top' }));
    await waitFor(() => expect(names()).toEqual(['Other', 'Demo']));
    expect(asked('channels').at(-1)?.query.getAll('channel_id')).toEqual(['other']);
    expect(localStorage.getItem('ytempire.v1.pinned-channels')).toBe('other');
  });

  it('leads to its next page by an address', async () => {
    const { user } = open('/channels');
    await user.click(await screen.findByRole('link', { name: 'Next page' }));
    await waitFor(() => expect(asked('channels').at(-1)?.query.get('cursor')).toBe('c2'));
  });

  it('leads to a first channel where there is none', async () => {
    answers('get', '/api/v1/analytics/channels', 200, { ...RANGE, trend: 'views', items: [], next_cursor: null });
    open('/channels');
    expect(await screen.findByRole('link', { name: 'Make a channel' })).toHaveAttribute('href', '/channels/new');
  });
});

describe('the forecast of a channel', () => {
  beforeEach(() => answers('get', '/api/v1/analytics/videos', 200, { ...RANGE, items: [], next_cursor: null, } ));

  it('says who made it, of what, and how wrong that was before', async () => {
    answers('get', '/api/v1/analytics/forecast', 200, FORECAST);
    open('/channels/demo');
    expect(await screen.findByText(/wrong by 0\.80 of what repeating the last week would have been/)).toBeVisible();
    expect(screen.getByText(/By the method “theta”, version 0\.1\.0: the best of 6 methods\./)).toBeVisible();
    expect([...asked('forecast')[0]!.query.entries()].sort()).toEqual([
      ['channel_id', 'demo'],
      ['days', '14'],
      ['metric', 'views'],
    ]);
    expect(document.querySelector('[data-chart="forecast views"]')).toHaveTextContent('Views of the next 2 days: from 1,200 to 1,300.');
  });

  it('asks for the figure and the days that are pressed, and is a table too, newest first', async () => {
    answers('get', '/api/v1/analytics/forecast', 200, FORECAST);
    const { user } = open('/channels/demo');
    await user.click(within(await screen.findByRole('group', { name: 'What is forecast' })).getByRole('button', { name: 'Revenue' }));
    await user.click(within(screen.getByRole('group', { name: 'Days ahead' })).getByRole('button', { name: '28 d' }));
    await waitFor(() => expect(asked('forecast').map((call) => `${call.query.get('metric')} ${call.query.get('days')}`)).toEqual(['views 14', 'revenue 14', 'revenue 28']));
    await user.click(await menu('Forecast'));
    await user.click(screen.getByRole('menuitem', { name: 'View as table' }));
    const rows = within(await screen.findByRole('region', { name: 'Forecast as a table' })).getAllByRole('row').slice(1);
    expect(rows.map((row) => row.textContent)).toEqual([
      expect.stringMatching(/25.*1,3001,0001,700forecast$/),
      expect.stringMatching(/24.*1,2001,0001,500forecast$/),
      expect.stringMatching(/23.*1,100final$/),
      expect.stringMatching(/22.*no final report$/),
      expect.stringMatching(/21.*900final$/),
    ]);
  });

  it('says why there is none, and names a rule a rule', async () => {
    answers('get', '/api/v1/analytics/forecast', 200, { ...FORECAST, points: [], mase: null, naive_mase: null, made_by: { source: 'rule', name: 'none', version: null, because: 'too little history: 5 days are known' } });
    open('/channels/demo');
    expect(await screen.findByText('Too little history: 5 days are known.')).toBeVisible();
    expect(document.querySelector('[data-maker="rule"]')).toHaveTextContent('No forecast: too little history');
  });
});

describe('one screen after another', () => {
  it('keeps the period that was chosen, and says it in its own address', async () => {
    const { user } = open('/analytics?range=7d&metric=revenue');
    await menu('Revenue');
    const [from, to] = ['from', 'to'].map((end) => asked('overview')[0]?.query.get(end));
    await user.keyboard('gc');
    await screen.findByRole('heading', { level: 1, name: 'Channels' });
    await waitFor(() => expect(asked('channels').length).toBeGreaterThan(0));
    expect(asked('channels').map((call) => [call.query.get('from'), call.query.get('to')])).toEqual([[from, to]]);
    expect(screen.getByRole('button', { name: '7 d' })).toHaveAttribute('aria-pressed', 'true');
  });
});
