import Box from '@mui/material/Box';
import { useId } from 'react';

type Props = { label: string; value: string; onValue: (day: string) => void; hint?: string | undefined; complaint?: string | undefined };

/** A day, by the browser's own picker. */
export function DayField({ label, value, onValue, hint, complaint }: Props) {
  const id = useId();
  const says = complaint ?? hint;
  return (
    <Box sx={{ display: 'grid', gap: 0.5 }}>
      <Box component="label" htmlFor={id} sx={{ fontSize: '0.8125rem', color: 'text.secondary' }}>
        {label}
      </Box>
      <Box
        component="input"
        id={id}
        type="date"
        value={value}
        aria-invalid={complaint !== undefined}
        {...(says ? { 'aria-describedby': `${id}-says` } : {})}
        onChange={(event) => onValue((event.target as HTMLInputElement).value)}
        sx={(theme) => ({
          height: 40,
          px: 1.5,
          borderRadius: '10px',
          font: 'inherit',
          color: 'inherit',
          backgroundColor: theme.vars!.palette.background.paper,
          border: `1px solid ${complaint === undefined ? theme.vars!.palette.tone.neutral.solid : theme.vars!.palette.error.main}`,
        })}
      />
      {says && (
        <Box id={`${id}-says`} sx={{ fontSize: '0.8125rem', color: complaint === undefined ? 'text.secondary' : 'error.main' }}>
          {says}
        </Box>
      )}
    </Box>
  );
}
