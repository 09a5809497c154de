import Box from '@mui/material/Box';

import { Icon } from '../../components/common/Icon';

export type Sourced = { source: { store: string; fallback?: string | null } };

/** Says so where figures do not come from where they usually do. */
export function SourceLine({ data }: { data: Sourced }) {
  const { fallback } = data.source;
  if (fallback === null || fallback === undefined) return null;
  return (
    <Box
      data-fallback={fallback}
      title={fallback}
      sx={(theme) => ({ display: 'flex', alignItems: 'center', gap: 1, px: 2.5, py: 1, fontSize: '0.8125rem', color: theme.vars!.palette.tone.amber.fg, backgroundColor: theme.vars!.palette.tone.amber.bg })}
    >
      <Icon name="warning" sx={{ fontSize: 16 }} />
      <Box component="span" sx={{ display: 'inline-block', '&::first-letter': { textTransform: 'uppercase' } }}>
        from PostgreSQL: the read copy does not answer
      </Box>
    </Box>
  );
}
