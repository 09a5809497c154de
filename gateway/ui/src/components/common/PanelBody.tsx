import LinearProgress from '@mui/material/LinearProgress';
import Skeleton from '@mui/material/Skeleton';
import Box from '@mui/material/Box';
import { useEffect, useState, type ReactNode } from 'react';

import type { ApiError } from '../../services/problem';
import { EmptyState } from './EmptyState';
import { ErrorPanel } from './ErrorPanel';

type Props<T> = {
  load: { data: T | null; error: ApiError | null; loading: boolean; reload: () => void };
  /** Rows of the skeleton, so that nothing jumps when the data come. */
  rows?: number;
  rowHeight?: number;
  /** Says nothing of a reading that is repeated by the clock. */
  quiet?: boolean;
  children: (data: T) => ReactNode;
};

const SKELETON_AFTER_MS = 150;

/** Skeleton, error or data. Old data stay while new ones are read, under a thin bar, and under an error. */
export function PanelBody<T>({ load, rows = 4, rowHeight = 44, quiet = false, children }: Props<T>) {
  if (load.data === null && load.error === null) return <Waiting rows={rows} rowHeight={rowHeight} />;
  if (load.error?.status === 403) return <EmptyState kind="forbidden" title="Not for this account" text="The owner of this installation can give it the right to see this." />;
  return (
    <Box sx={{ position: 'relative' }}>
      {load.loading && !quiet && load.data !== null && <Late><LinearProgress aria-hidden sx={{ position: 'absolute', insetInline: 0, top: 0, height: 2, zIndex: 1 }} /></Late>}
      {load.error && (
        <Box sx={{ p: load.data === null ? 2 : 1.5 }}>
          <ErrorPanel error={load.error} onRetry={load.reload} />
        </Box>
      )}
      {load.data !== null && children(load.data)}
    </Box>
  );
}

function Late({ children }: { children: ReactNode }) {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), SKELETON_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return late ? children : null;
}

function Waiting({ rows, rowHeight }: { rows: number; rowHeight: number }) {
  return (
    <Box aria-busy="true" sx={{ p: 2, minHeight: rows * rowHeight }}>
      <Late>
        {Array.from({ length: rows }, (_, row) => (
          <Skeleton key={row} height={rowHeight - 8} sx={{ my: 0.5, transform: 'none', borderRadius: '8px' }} />
        ))}
      </Late>
    </Box>
  );
}
