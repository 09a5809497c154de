import Box from '@mui/material/Box';
import { NavLink, useLocation } from 'react-router';

import { PageHeader } from '../../components/layout/PageHeader';

const SCREENS = [
  { to: '/analytics', text: 'Figures' },
  { to: '/analytics/videos', text: 'Videos' },
  { to: '/analytics/heatmap', text: 'Heat map' },
];
/** What the screens of this group have in common in their addresses. */
const SHARED = ['range', 'from', 'to', 'channel_id'];

/** The title and the way to the other screens of figures, which takes the period and the channel along. */
export function AnalyticsHeader({ title, lead }: { title: string; lead: string }) {
  const { search } = useLocation();
  const shared = new URLSearchParams([...new URLSearchParams(search)].filter(([name]) => SHARED.includes(name))).toString();
  return (
    <>
      <PageHeader title={title} lead={lead} />
      <Box component="nav" aria-label="Analytics" sx={(theme) => ({ display: 'flex', gap: 0.5, mb: 2.5, mt: -1, borderBottom: `1px solid ${theme.vars!.palette.surface.hairline}` })}>
        {SCREENS.map(({ to, text }) => (
          <Box
            key={to}
            component={NavLink}
            to={{ pathname: to, search: shared }}
            end
            sx={(theme) => ({
              px: 1.5,
              py: 1,
              mb: '-1px',
              fontSize: '0.9063rem',
              fontWeight: 500,
              textDecoration: 'none',
              color: theme.vars!.palette.text.secondary,
              borderBottom: '2px solid transparent',
              '&:hover': { color: theme.vars!.palette.text.primary },
              '&.active': { color: theme.vars!.palette.tone.indigo.fg, fontWeight: 600, borderBottomColor: theme.vars!.palette.primary.main },
            })}
          >
            {text}
          </Box>
        ))}
      </Box>
    </>
  );
}
