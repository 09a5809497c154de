import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';

import { CopyButton } from '../../components/common/CopyButton';
import { MONO } from '../../theme/theme';

/** Something to type elsewhere, with a button that copies it. */
export function Snippet({ says, text }: { says: string; text: string }) {
  return (
    <Box>
      <Box sx={{ display: 'flex', justifyContent: 'space-between', alignItems: 'center', gap: 1 }}>
        <Typography variant="body2" color="textSecondary">
          {says}
        </Typography>
        <CopyButton text={text} what={says.replace(/[:,].*$/, '')} />
      </Box>
      <Box component="code" sx={(theme) => ({ display: 'block', mt: 0.5, p: 1.5, borderRadius: '8px', fontFamily: MONO, fontSize: '0.78rem', overflowWrap: 'anywhere', backgroundColor: theme.vars!.palette.surface.sunken })}>
        {text}
      </Box>
    </Box>
  );
}
