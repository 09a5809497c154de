import Box from '@mui/material/Box';
import Button from '@mui/material/Button';

import { ErrorPanel } from '../../components/common/ErrorPanel';
import type { ApiError } from '../../services/problem';

type Props = { text: string; /** There is a page after those shown. */ hasMore: boolean; more: () => Promise<void>; loading: boolean; error: ApiError | null };

/** The way to the next page under a list, or why it did not come. */
export function MoreRows({ text, hasMore, more, loading, error }: Props) {
  return (
    <>
      {error && (
        <Box sx={{ p: 2 }}>
          <ErrorPanel error={error} onRetry={() => void more()} compact />
        </Box>
      )}
      {hasMore && (
        <Box sx={(theme) => ({ display: 'grid', placeItems: 'center', p: 1.5, borderTop: `1px solid ${theme.vars!.palette.surface.hairline}` })}>
          <Button onClick={() => void more()} disabled={loading}>
            {text}
          </Button>
        </Box>
      )}
    </>
  );
}
