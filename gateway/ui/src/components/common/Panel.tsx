import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import type { SxProps, Theme } from '@mui/material/styles';
import { useId, type ReactNode } from 'react';

type Props = { title?: string; action?: ReactNode; flush?: boolean; sx?: SxProps<Theme>; children: ReactNode };

/** A calm surface with a hairline; `flush` lets a table reach its edges. */
export function Panel({ title, action, flush = false, sx, children }: Props) {
  const id = useId();
  return (
    <Paper
      component="section"
      {...(title ? { 'aria-labelledby': id } : {})}
      sx={[
        (theme) => ({ border: `1px solid ${theme.vars!.palette.surface.hairline}`, borderRadius: '12px', backgroundImage: 'none', overflow: 'hidden', minWidth: 0 }),
        ...(Array.isArray(sx) ? sx : [sx]),
      ]}
    >
      {title && (
        <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 2, rowGap: 1, px: { xs: 2, sm: 2.5 }, pt: 2, pb: flush ? 1.5 : 0 }}>
          <Typography variant="h2" id={id} sx={{ flex: '1 1 auto' }}>
            {title}
          </Typography>
          {action}
        </Box>
      )}
      <Box sx={flush ? {} : { p: 2.5 }}>{children}</Box>
    </Paper>
  );
}
