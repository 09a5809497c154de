// Something read from the gateway for a panel: old data stay while new ones come, an error does not wipe them.

import { useCallback, useEffect, useState } from 'react';

import type { ApiError } from '../services/problem';
import { asApiError } from '../services/problem';

export type Loaded<T> = { data: T | null; error: ApiError | null; loading: boolean; reload: () => void };

/** `read` runs at first and whenever `key` changes; a changed `subject` forgets the old data. */
export function useLoad<T>(subject: string, key: unknown, read: (signal: AbortSignal) => Promise<T>): Loaded<T> {
  const [state, setState] = useState<{ subject: string; data: T | null; error: ApiError | null; loading: boolean }>({
    subject,
    data: null,
    error: null,
    loading: true,
  });
  const [again, setAgain] = useState(0);
  useEffect(() => {
    const abort = new AbortController();
    setState((old) => ({ subject, data: old.subject === subject ? old.data : null, error: old.error, loading: true }));
    read(abort.signal).then(
      (data) => abort.signal.aborted || setState({ subject, data, error: null, loading: false }),
      (error: unknown) =>
        abort.signal.aborted || setState((old) => ({ ...old, error: asApiError(error), loading: false })),
    );
    return () => abort.abort();
    // `read` is a new function at every render; `subject` and `key` say when it means something new.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [subject, key, again]);
  const reload = useCallback(() => setAgain((count) => count + 1), []);
  const stale = state.subject !== subject;
  return { data: stale ? null : state.data, error: stale ? null : state.error, loading: stale || state.loading, reload };
}
