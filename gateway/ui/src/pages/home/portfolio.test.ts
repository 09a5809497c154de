import { describe, expect, it } from 'vitest';

import type { Kpi, Overview } from '../../services/api';
import { earning, reported } from './Portfolio';

const overview = (values: Partial<Record<Kpi['metric'], number | null>>) => ({ kpis: Object.entries(values).map(([metric, value]) => ({ metric, value })) }) as unknown as Overview;

describe('a portfolio', () => {
  it('whose profit nobody knows is not ranked by it', () => {
    const views = overview({ views: 12, revenue: null, spend: 0, profit: null });
    expect([reported(views), earning(views)]).toEqual([true, false]);
    const loss = overview({ views: 12, revenue: 5, spend: 9, profit: -4 });
    expect([reported(loss), earning(loss)]).toEqual([true, true]);
  });

  it('that spent only is not reported of', () => {
    expect(reported(overview({ views: null, revenue: null, spend: 7, profit: null }))).toBe(false);
  });
});
