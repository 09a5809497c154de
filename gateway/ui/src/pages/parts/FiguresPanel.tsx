import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useState, type ReactNode } from 'react';

import { Panel } from '../../components/common/Panel';
import { PanelBody } from '../../components/common/PanelBody';
import { PanelMenu } from '../../components/figures/PanelMenu';
import type { Asked } from './useFigures';
import { SourceLine, type Sourced } from './SourceLine';
import { useExport } from './useExport';

type Props<T> = {
  title: string;
  load: Asked<T>;
  /** Stands beside the title. */
  tools?: ReactNode;
  rows?: number;
  rowHeight?: number;
  /** What is shown where the answer holds nothing; null if it holds something. */
  empty?: (data: T) => ReactNode | null;
  /** The same figures as a table; left out where a table is all there is. */
  table?: (data: T) => ReactNode;
  flush?: boolean;
  /** What must be known to read them right. */
  note?: string | undefined;
  /** Below the figures: pages of a list. */
  foot?: ReactNode;
  children: (data: T) => ReactNode;
};

/** Figures with everything that belongs to them: a menu for table and export, their own trouble, where they come from. */
export function FiguresPanel<T extends Sourced>({ title, load, tools, rows = 5, rowHeight = 44, empty, table, flush = false, note, foot, children }: Props<T>) {
  const [asTable, setAsTable] = useState(false);
  const exportAs = useExport(title, load);
  const edge = flush || asTable;
  const body = (data: T) => {
    const nothing = empty?.(data) ?? null;
    if (nothing !== null) return nothing;
    return asTable && table ? table(data) : children(data);
  };
  // On a phone the menu stays beside the title, and the tools have a line of their own.
  const action = (
    <>
      {tools && <Box sx={{ order: { xs: 2, sm: 0 }, flex: { xs: '1 1 100%', sm: '0 1 auto' }, minWidth: 0 }}>{tools}</Box>}
      <PanelMenu title={title} onExport={exportAs} disabled={load.data === null} asTable={asTable} {...(table ? { onAsTable: setAsTable } : {})} />
    </>
  );
  return (
    <Panel flush title={title} action={action}>
      <Box sx={edge ? {} : { px: { xs: 2, sm: 2.5 }, pb: 2.5, position: 'relative' }}>
        <PanelBody load={load} rows={rows} rowHeight={rowHeight}>
          {body}
        </PanelBody>
      </Box>
      {note && (
        <Typography variant="body2" color="textSecondary" sx={{ px: { xs: 2, sm: 2.5 }, py: 1 }}>
          {note}
        </Typography>
      )}
      {load.data && <SourceLine data={load.data} />}
      {foot}
    </Panel>
  );
}
