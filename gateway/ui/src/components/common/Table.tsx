// A plain table with real table markup that scrolls sideways inside its own panel.

import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

import { Icon } from './Icon';

export type Column<T> = {
  key: string;
  head: string;
  align?: 'right';
  width?: string | number;
  /** Left out on small screens. */
  wide?: boolean;
  /** What `sort` calls this column; left out where the gateway cannot sort by it. */
  sort?: string;
  /** Names the row: a header of its own. */
  heads?: boolean;
  cell: (row: T) => ReactNode;
};

/** `-revenue` is from high to low. */
export type Sorting = { sort: string; onSort: (sort: string) => void };

type Props<T> = {
  label: string;
  columns: readonly Column<T>[];
  rows: readonly T[];
  rowKey: (row: T) => string;
  minWidth?: number;
  sorting?: Sorting;
  /** The row that is meant elsewhere on the screen. */
  onRow?: (row: T | null) => void;
};

export function Table<T>({ label, columns, rows, rowKey, minWidth = 0, sorting, onRow }: Props<T>) {
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
          '& thead th': { fontSize: '0.8125rem', fontWeight: 500, color: theme.vars!.palette.text.secondary, whiteSpace: 'nowrap' },
          '& th': { textAlign: 'left', fontWeight: 'inherit' },
          '& th, & td': { px: { xs: 1, md: 1.5 }, py: 1.25, borderBottom: `1px solid ${theme.vars!.palette.surface.hairline}`, verticalAlign: 'middle' },
          '& .first': { pl: { xs: 2, md: 2.5 } },
          '& .last': { pr: { xs: 2, md: 2.5 } },
          '& tbody tr:last-of-type > *': { borderBottom: 0 },
          '& tbody tr:hover': { backgroundColor: theme.vars!.palette.surface.sunken },
          '& .right': { textAlign: 'right' },
          [theme.breakpoints.down('md')]: { '& .wide': { display: 'none' }, '& .end': { pr: 2 } },
        })}
      >
        <thead>
          <tr>
            {columns.map((column, index) => (
              <th key={column.key} scope="col" className={classes(columns, index)} style={column.width === undefined ? {} : { width: column.width }} {...(sorting && column.sort ? { 'aria-sort': sorted(column.sort, sorting.sort) } : {})}>
                {sorting && column.sort ? <SortButton head={column.head} name={column.sort} right={column.align === 'right'} {...sorting} /> : column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)} data-row={rowKey(row)} {...(onRow ? { onMouseEnter: () => onRow(row), onMouseLeave: () => onRow(null), onFocus: () => onRow(row), onBlur: () => onRow(null) } : {})}>
              {columns.map((column, index) =>
                column.heads ? (
                  <th key={column.key} scope="row" className={classes(columns, index)}>
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.key} className={classes(columns, index)}>
                    {column.cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </Box>
    </Box>
  );
}

const sorted = (name: string, sort: string) => (sort === name ? 'ascending' : sort === `-${name}` ? 'descending' : 'none');

/** From high to low first: that is what a comparison asks for. */
function SortButton({ head, name, right, sort, onSort }: Sorting & { head: string; name: string; right: boolean }) {
  const way = sorted(name, sort);
  return (
    <Box
      component="button"
      type="button"
      onClick={() => onSort(way === 'descending' ? name : `-${name}`)}
      sx={{ display: 'inline-flex', flexDirection: right ? 'row-reverse' : 'row', alignItems: 'center', gap: 0.25, minHeight: 24, p: 0, border: 0, background: 'none', font: 'inherit', cursor: 'pointer', color: way === 'none' ? 'inherit' : 'text.primary', fontWeight: way === 'none' ? 'inherit' : 600, '&:hover': { color: 'text.primary' } }}
    >
      {head}
      <Icon name="up" sx={{ fontSize: 14, visibility: way === 'none' ? 'hidden' : 'visible', transform: way === 'descending' ? 'rotate(180deg)' : 'none' }} />
    </Box>
  );
}

/** `end`: the last one that a small screen shows. */
function classes(columns: readonly { align?: 'right'; wide?: boolean }[], index: number): string {
  const { align, wide } = columns[index]!;
  const end = !wide && columns.slice(index + 1).every((later) => later.wide);
  return [align, wide && 'wide', end && 'end', index === 0 && 'first', index === columns.length - 1 && 'last'].filter(Boolean).join(' ');
}
