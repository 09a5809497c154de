import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { Link, NavLink } from 'react-router';

import { Icon } from '../common/Icon';
import { NAV } from './nav';

export function Wordmark() {
  return (
    <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 1.25 }}>
      <Box component="img" src="/favicon.svg" alt="" sx={{ width: 28, height: 28 }} />
      <Typography component="span" sx={{ fontWeight: 700, letterSpacing: '0.04em', fontSize: '0.9375rem' }}>
        YTEMPIRE
      </Typography>
    </Box>
  );
}

export function SideNav({ label, onNavigate }: { label: string; onNavigate?: () => void }) {
  return (
    <Box component="nav" aria-label={label} sx={{ display: 'flex', flexDirection: 'column', gap: 2.5, p: 2, width: 232 }}>
      <Box component={Link} to="/" onClick={onNavigate} aria-label="YTEMPIRE, overview" sx={{ color: 'inherit', textDecoration: 'none', px: 1, pt: 0.5 }}>
        <Wordmark />
      </Box>
      <Button component={Link} to="/videos/new" onClick={onNavigate} variant="contained" startIcon={<Icon name="plus" />}>
        New video
      </Button>
      {NAV.map(({ group, items }) => (
        <Box key={group}>
          <Typography variant="caption" component="h2" color="textSecondary" sx={{ px: 1.25, mb: 0.5, fontWeight: 500 }}>
            {group}
          </Typography>
          <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 0.25 }}>
            {items.map((item) => (
              <li key={item.to}>
                <Box
                  component={NavLink}
                  to={item.to}
                  end={item.end ?? false}
                  onClick={onNavigate}
                  sx={(theme) => ({
                    display: 'flex',
                    alignItems: 'center',
                    gap: 1.25,
                    minHeight: 38,
                    px: 1.25,
                    borderRadius: '8px',
                    fontSize: '0.9063rem',
                    fontWeight: 500,
                    textDecoration: 'none',
                    color: theme.vars!.palette.text.primary,
                    '&:hover': { backgroundColor: theme.vars!.palette.surface.sunken },
                    '&.active': { color: theme.vars!.palette.tone.indigo.fg, backgroundColor: theme.vars!.palette.surface.selected, fontWeight: 600 },
                  })}
                >
                  <Icon name={item.icon} />
                  {item.text}
                </Box>
              </li>
            ))}
          </Box>
        </Box>
      ))}
    </Box>
  );
}
