import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { Link as RouterLink } from 'react-router';

import { useTitle } from '../../utils/useTitle';
import { Icon } from '../common/Icon';

type Props = { title: string; lead?: ReactNode; back?: { to: string; text: string }; children?: ReactNode };

/** The one h1 of a screen, and the name of the document. */
export function PageHeader({ title, lead, back, children }: Props) {
  useTitle(title);
  return (
    <Box sx={{ mb: 3 }}>
      {back && (
        <Link component={RouterLink} to={back.to} variant="body2" color="text.secondary" sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.25, mb: 0.75, minHeight: 24 }}>
          <Icon name="back" sx={{ fontSize: 16 }} />
          {back.text}
        </Link>
      )}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', justifyContent: 'space-between', gap: 1.5 }}>
        <Box sx={{ minWidth: 0, flex: '1 1 280px' }}>
          <Typography variant="h1" sx={{ overflowWrap: 'anywhere' }}>
            {title}
          </Typography>
          {lead && (
            <Typography variant="body2" component="div" color="textSecondary" sx={{ mt: 0.5 }}>
              {lead}
            </Typography>
          )}
        </Box>
        {children && <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>{children}</Box>}
      </Box>
    </Box>
  );
}
