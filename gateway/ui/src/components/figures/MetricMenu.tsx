import Button from '@mui/material/Button';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useState } from 'react';

import { METRICS, type Metric } from '../../utils/metrics';
import { Icon } from '../common/Icon';

type Props = { metrics: readonly Metric[]; chosen: readonly Metric[]; onToggle: (metric: Metric) => void };

/** Metrics beyond the key figures; it stays open so that several can be switched. */
export function MetricMenu({ metrics, chosen, onToggle }: Props) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const on = metrics.filter((metric) => chosen.includes(metric));
  return (
    <>
      <Button color="inherit" variant="outlined" size="small" aria-haspopup="menu" onClick={(event) => setAnchor(event.currentTarget)} startIcon={<Icon name="plus" sx={{ fontSize: 16 }} />}>
        {on.length === 0 ? 'More metrics' : `More metrics: ${on.map((metric) => METRICS[metric].text.toLowerCase()).join(', ')}`}
      </Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        {metrics.map((metric) => (
          <MenuItem key={metric} role="menuitemcheckbox" aria-checked={chosen.includes(metric)} onClick={() => onToggle(metric)} sx={{ gap: 1.25, fontSize: '0.9rem' }}>
            <Icon name="check" sx={{ visibility: chosen.includes(metric) ? 'visible' : 'hidden' }} />
            {METRICS[metric].text}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
