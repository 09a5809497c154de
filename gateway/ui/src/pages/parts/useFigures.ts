import { useCallback, useEffect, useRef } from 'react';

import { keyOf, type Figures, type FiguresPath, type FiguresQuery, type Question } from '../../services/analytics';
import { useDashboardStore } from '../../stores/dashboardStore';
import type { Loaded } from '../../utils/useLoad';

export type Asked<T> = Loaded<T> & { question: Question | null };

/** Figures that are kept fresh while they are shown. For a new question the old answer stays until the new one is there. */
export function useFigures<P extends FiguresPath>(path: P, query: FiguresQuery<P> | null): Asked<Figures<P>> {
  const question = query === null ? null : ({ path, query } as unknown as Question);
  const key = question === null ? null : keyOf(question);
  const held = useDashboardStore((state) => (key === null ? undefined : state.held[key]));
  const current = useRef(question);
  current.current = question;
  useEffect(() => (key === null || current.current === null ? undefined : useDashboardStore.getState().show(current.current)), [key]);
  const reload = useCallback(() => current.current && useDashboardStore.getState().reload(current.current), []);

  const last = useRef<Figures<P> | null>(null);
  const told = (held?.data ?? null) as Figures<P> | null;
  if (told !== null || key === null || held?.error) last.current = told;
  return { data: told ?? last.current, error: held?.error ?? null, loading: held?.loading ?? key !== null, reload, question };
}
