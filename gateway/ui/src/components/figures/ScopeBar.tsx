import Box from '@mui/material/Box';
import FormControlLabel from '@mui/material/FormControlLabel';
import Switch from '@mui/material/Switch';
import type { ReactNode } from 'react';

import type { Day } from '../../utils/days';
import type { Scope } from '../../utils/scope';
import { RangePicker } from './RangePicker';

type Props = { scope: Scope; yesterday: Day; change: (change: Partial<Scope>) => void; shift: (by: -1 | 1) => void; /** Left out: nothing on this screen compares. */ compares?: boolean; children?: ReactNode };

/** What a screen of figures shows: its period first, then what the screen adds. */
export function ScopeBar({ scope, yesterday, change, shift, compares = false, children }: Props) {
  return (
    <Box role="group" aria-label="What is shown" sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 2, rowGap: 1.25, mb: 2.5 }}>
      <RangePicker range={scope.range} yesterday={yesterday} onRange={(range) => change({ range })} onShift={shift} />
      {compares && (
        <FormControlLabel
          title="Compare with the period before (key c)"
          control={<Switch size="small" checked={scope.compare} onChange={(event) => change({ compare: event.target.checked })} />}
          label="Compare"
          slotProps={{ typography: { variant: 'body2' } }}
          sx={{ ml: 0, mr: 0, gap: 0.5 }}
        />
      )}
      {children}
    </Box>
  );
}
