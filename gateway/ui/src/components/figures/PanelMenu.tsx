import IconButton from '@mui/material/IconButton';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useState } from 'react';

import { Icon } from '../common/Icon';

type Props = { title: string; /** Left out where a table is all there is. */ asTable?: boolean; onAsTable?: (on: boolean) => void; onExport: (format: 'csv' | 'json') => void; disabled?: boolean };

/** What every panel of figures can do besides being looked at. */
export function PanelMenu({ title, asTable = false, onAsTable, onExport, disabled = false }: Props) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const then = (act: () => void) => () => {
    setAnchor(null);
    act();
  };
  const item = { gap: 1.25, fontSize: '0.9rem' };
  return (
    <>
      <IconButton size="small" disabled={disabled} aria-label={`${title}: table and export`} aria-haspopup="menu" onClick={(event) => setAnchor(event.currentTarget)} sx={{ my: -0.5 }}>
        <Icon name="more" sx={{ strokeWidth: 2.6 }} />
      </IconButton>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        {onAsTable && (
          <MenuItem onClick={then(() => onAsTable(!asTable))} sx={item}>
            <Icon name={asTable ? 'chart' : 'table'} />
            {asTable ? 'View as chart' : 'View as table'}
          </MenuItem>
        )}
        <MenuItem onClick={then(() => onExport('csv'))} sx={item}>
          <Icon name="download" />
          Export CSV
        </MenuItem>
        <MenuItem onClick={then(() => onExport('json'))} sx={item}>
          <Icon name="download" />
          Export JSON
        </MenuItem>
      </Menu>
    </>
  );
}
