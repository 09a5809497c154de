import Box from '@mui/material/Box';

import { MONO } from '../../theme/theme';

/** A document as it is, in a box that the keyboard can scroll. */
export function Json({ value, label, maxHeight = 260 }: { value: unknown; label: string; maxHeight?: number | string }) {
  return (
    <Box
      component="pre"
      // A long document scrolls, and the keyboard must reach it.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      role="region"
      aria-label={label}
      sx={(theme) => ({
        m: 0,
        mt: 0.5,
        p: 1.5,
        maxHeight,
        overflow: 'auto',
        borderRadius: '8px',
        border: `1px solid ${theme.vars!.palette.surface.hairline}`,
        backgroundColor: theme.vars!.palette.background.paper,
        fontFamily: MONO,
        fontSize: '0.78rem',
        lineHeight: 1.5,
        whiteSpace: 'pre-wrap',
        overflowWrap: 'anywhere',
      })}
    >
      {JSON.stringify(value, null, 2)}
    </Box>
  );
}
