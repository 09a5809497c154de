import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import Popover from '@mui/material/Popover';
import { useState } from 'react';

import { daysIn, isDay, spanText, type Day } from '../../utils/days';
import { chosenRange, presetRange, PRESETS, shifted, type Range } from '../../utils/range';
import { Icon } from '../common/Icon';
import { Segments } from '../common/Segments';
import { DayField } from './DayField';

type Props = { range: Range; yesterday: Day; onRange: (range: Range) => void; onShift: (by: -1 | 1) => void };

const OPTIONS = PRESETS.map(({ preset, text, says, key }) => ({ value: preset, text, title: `${says} (key ${key})` }));

/** Presets, chosen days, and arrows that move by the range's own length. */
export function RangePicker({ range, yesterday, onRange, onShift }: Props) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  return (
    <>
      <Segments label="Period" options={OPTIONS} value={range.preset} onValue={(preset) => onRange(presetRange(preset, yesterday))} />
      <Box sx={{ display: 'flex', alignItems: 'center' }}>
        <IconButton size="small" aria-label="Earlier period" title="Earlier period (key [)" onClick={() => onShift(-1)}>
          <Icon name="back" sx={{ fontSize: 18 }} />
        </IconButton>
        <Button color="inherit" aria-haspopup="dialog" onClick={(event) => setAnchor(event.currentTarget)} sx={{ px: 1, fontWeight: 500 }} data-from={range.from} data-to={range.to}>
          {spanText(range.from, range.to)}
        </Button>
        <IconButton size="small" aria-label="Later period" title="Later period (key ])" disabled={shifted(range, 1, yesterday) === null} onClick={() => onShift(1)}>
          <Icon name="chevron" sx={{ fontSize: 18 }} />
        </IconButton>
      </Box>
      <Popover open={anchor !== null} anchorEl={anchor} onClose={() => setAnchor(null)} anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }} slotProps={{ paper: { role: 'dialog', 'aria-label': 'Choose days' } }}>
        <Chosen
          range={range}
          yesterday={yesterday}
          onRange={(next) => {
            setAnchor(null);
            onRange(next);
          }}
        />
      </Popover>
    </>
  );
}

const MOST_DAYS = 3660;

function Chosen({ range, yesterday, onRange }: Omit<Props, 'onShift'>) {
  const [from, setFrom] = useState<string>(range.from);
  const [to, setTo] = useState<string>(range.to);
  const complaint = wrong(from, to);
  return (
    <Box
      component="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (complaint === undefined) onRange(chosenRange(from, to, yesterday));
      }}
      sx={{ display: 'grid', gap: 2, p: 2.5, width: 'min(320px, 88vw)' }}
    >
      <DayField label="From" value={from} onValue={setFrom} />
      <DayField label="To" value={to} onValue={setTo} complaint={complaint} hint="Days of the platform, in Pacific time" />
      <Button type="submit" variant="contained" disabled={complaint !== undefined}>
        Show these days
      </Button>
    </Box>
  );
}

function wrong(from: string, to: string): string | undefined {
  if (!isDay(from) || !isDay(to)) return 'A day such as 2026-11-24';
  if (from > to) return 'It ends before it begins';
  return daysIn(from, to) > MOST_DAYS ? 'At most ten years' : undefined;
}
