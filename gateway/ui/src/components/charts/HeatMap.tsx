import Box from '@mui/material/Box';

import type { Heat } from './heat';

type Props = {
  label: string;
  heat: Heat;
  /** Least width of a column, px. */
  cell: number;
  /** Width of the rows' names, px. */
  head?: number;
  corner: string;
};

/** The share of the colour in each level, in hundredths; the figure itself stands in the cell. */
const SHARES = [0, 10, 22, 36, 54, 100] as const;

/** Figures by two dimensions as a real table, whose colours only repeat what its cells say. */
export function HeatMap({ label, heat, cell, head = 60, corner }: Props) {
  return (
    <Box
      role="region"
      aria-label={label}
      // Wider than its panel it scrolls, and the keyboard must reach it.
      tabIndex={0}
      sx={{ overflowX: 'auto' }}
    >
      <Box
        component="table"
        sx={(theme) => ({
          width: '100%',
          minWidth: heat.columns.length * cell + head,
          tableLayout: 'fixed',
          borderCollapse: 'separate',
          borderSpacing: '2px',
          fontSize: '0.6875rem',
          '& th': { fontWeight: 500, color: theme.vars!.palette.text.secondary, fontSize: '0.75rem', whiteSpace: 'nowrap' },
          '& thead th': { whiteSpace: 'pre-line', verticalAlign: 'bottom', lineHeight: 1.25 },
          '& tbody th': { position: 'sticky', left: 0, textAlign: 'left', pr: 1, overflow: 'hidden', textOverflow: 'ellipsis', backgroundColor: theme.vars!.palette.background.paper },
          '& td': { height: 30, p: 0, textAlign: 'center', borderRadius: '4px', whiteSpace: 'nowrap', overflow: 'hidden', color: theme.vars!.palette.text.primary, backgroundColor: theme.vars!.palette.surface.sunken },
          ...Object.fromEntries(SHARES.map((share, level) => [`& td.l${level}`, level === 0 ? {} : { backgroundColor: `color-mix(in srgb, ${theme.vars!.palette.chart.indigo} ${share}%, ${theme.vars!.palette.background.paper})`, ...(level === 5 ? { color: theme.vars!.palette.background.paper, fontWeight: 600 } : {}) }])),
        })}
      >
        <thead>
          <tr>
            <Box component="th" scope="col" sx={{ width: head, textAlign: 'left' }}>
              {corner}
            </Box>
            {heat.columns.map(({ text, says }) => (
              <th key={says} scope="col" {...(says === text ? {} : { 'aria-label': says })}>
                {text}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {heat.rows.map(({ text, says }, index) => (
            <tr key={`${says} ${index}`}>
              <th scope="row" title={says}>
                {text}
              </th>
              {heat.cells[index]!.map((each, column) => (
                <td key={column} className={`l${each?.level ?? 0}`} {...(each ? { title: each.says, 'data-value': each.value ?? '', 'data-count': each.count } : {})}>
                  {each?.text}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </Box>
    </Box>
  );
}
