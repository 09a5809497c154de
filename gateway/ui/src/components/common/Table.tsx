// A plain table with real table markup that scrolls sideways inside its own panel.

import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

export type Column<T> = {
  key: string;
  head: string;
  align?: 'right';
  width?: string | number;
  /** Left out on small screens. */
  wide?: boolean;
  cell: (row: T) => ReactNode;
};

type Props<T> = { label: string; columns: readonly Column<T>[]; rows: readonly T[]; rowKey: (row: T) => string; minWidth?: number };

export function Table<T>({ label, columns, rows, rowKey, minWidth = 0 }: Props<T>) {
  return (
    <Box
      role="region"
      aria-label={label}
      // Keyboard users scroll it too.
      tabIndex={0}
      sx={{ overflowX: 'auto' }}
    >
      <Box
        component="table"
        sx={(theme) => ({
          width: '100%',
          minWidth,
          borderCollapse: 'collapse',
          fontSize: '0.875rem',
          '& th': { textAlign: 'left', fontSize: '0.8125rem', fontWeight: 500, color: theme.vars!.palette.text.secondary, whiteSpace: 'nowrap' },
          '& th, & td': { px: 1.5, py: 1.25, borderBottom: `1px solid ${theme.vars!.palette.surface.hairline}`, verticalAlign: 'middle' },
          '& th:first-of-type, & td:first-of-type': { pl: 2.5 },
          '& th:last-of-type, & td:last-of-type': { pr: 2.5 },
          '& tbody tr:last-of-type td': { borderBottom: 0 },
          '& tbody tr:hover': { backgroundColor: theme.vars!.palette.surface.sunken },
          '& .right': { textAlign: 'right' },
          [theme.breakpoints.down('md')]: { '& .wide': { display: 'none' } },
        })}
      >
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={classes(column)} style={column.width === undefined ? {} : { width: column.width }}>
                {column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)} data-row={rowKey(row)}>
              {columns.map((column) => (
                <td key={column.key} className={classes(column)}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </Box>
    </Box>
  );
}

const classes = (column: { align?: 'right'; wide?: boolean }) => [column.align ?? '', column.wide ? 'wide' : ''].join(' ').trim();
