import { useEffect, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';

import { useDashboardStore } from '../../stores/dashboardStore';
import { useUiStore } from '../../stores/uiStore';
import { addDays, pacificDay, type Day } from '../../utils/days';
import { useHotkeys } from '../../utils/hotkeys';
import type { Metric } from '../../utils/metrics';
import { presetRange, PRESETS, shifted } from '../../utils/range';
import { saysPeriod, scopeOf, written, type Scope } from '../../utils/scope';

type Change = Partial<Scope> | ((now: Scope) => Partial<Scope>);
export type ScopeControl = { scope: Scope; yesterday: Day; change: (change: Change) => void; shift: (by: -1 | 1) => void };

/** `metrics`: the screen's usual ones. `compares`: something on it shows the period before as a line. */
type Options = { metrics?: readonly Metric[]; compares?: boolean };
const NONE: readonly Metric[] = [];

/** What the screen shows, read from its address. A screen that is opened without a period takes the one shown before. */
export function useScope({ metrics = NONE, compares = false }: Options = {}): ScopeControl {
  const [params, setParams] = useSearchParams();
  const yesterday = useYesterday();
  const carried = useCarried(params, yesterday, metrics);
  const scope = scopeOf(carried ?? params, yesterday, metrics);
  const { range, compare } = scope;
  const setPeriod = useDashboardStore((state) => state.setPeriod);

  useEffect(() => {
    if (carried) setParams(carried, { replace: true });
  }, [carried, setParams]);
  // The range is a new object at every reading; its days say whether it is another one.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  useEffect(() => setPeriod(range, compare), [range.from, range.to, range.preset, compare, setPeriod]);

  // The router draws a new address a little later: a key that is pressed meanwhile means the newest one.
  const newest = useRef(params);
  useEffect(() => void (newest.current = params), [params]);
  const change = (part: Change) => {
    const now = scopeOf(newest.current, yesterday, metrics);
    const next = written(newest.current, { ...now, ...(typeof part === 'function' ? part(now) : part) }, metrics);
    // Pages of a list belong to the question that made them.
    next.delete('cursor');
    newest.current = next;
    setParams(next, { replace: true });
  };
  const shift = (by: -1 | 1) => change((now) => ({ range: shifted(now.range, by, yesterday) ?? now.range }));
  useKeys({ yesterday, change, shift }, compares);
  return { scope, yesterday, change, shift };
}

/** The day before the platform's today; a page that stays open notices midnight. */
function useYesterday(): Day {
  const [today, setToday] = useState(() => pacificDay(Date.now()));
  useEffect(() => {
    const timer = setInterval(() => setToday(pacificDay(Date.now())), 60_000);
    return () => clearInterval(timer);
  }, []);
  return addDays(today, -1);
}

/** The address with the period of the screen before, until the address itself says one; null if there is nothing to carry. */
function useCarried(params: URLSearchParams, yesterday: Day, metrics: readonly Metric[]): URLSearchParams | null {
  const [carried] = useState(() => {
    const { range: before, compare } = useDashboardStore.getState();
    if (before === null || saysPeriod(params)) return null;
    const range = before.preset ? presetRange(before.preset, yesterday) : before;
    const next = written(params, { ...scopeOf(params, yesterday, metrics), range, compare }, metrics);
    return saysPeriod(next) ? next : null;
  });
  const waiting = useRef(carried !== null);
  if (saysPeriod(params)) waiting.current = false;
  return waiting.current ? carried : null;
}

function useKeys({ change, shift, yesterday }: Omit<ScopeControl, 'scope'>, compares: boolean): void {
  const singleKeys = useUiStore((state) => state.singleKeys);
  const keymap: Record<string, () => void> = {
    '[': () => shift(-1),
    ']': () => shift(1),
    ...(compares ? { c: () => change((now) => ({ compare: !now.compare })) } : {}),
  };
  for (const { preset, key } of PRESETS) keymap[key] = () => change({ range: presetRange(preset, yesterday) });
  useHotkeys(keymap, singleKeys);
}
