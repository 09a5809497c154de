import Box from '@mui/material/Box';

type Props<T extends string> = { label: string; options: readonly { value: T; text: string; title?: string; disabled?: boolean }[]; value: T | null; onValue: (value: T) => void };

/** A row of buttons of which one is on. */
export function Segments<T extends string>({ label, options, value, onValue }: Props<T>) {
  return (
    <Box
      role="group"
      aria-label={label}
      sx={(theme) => ({
        display: 'inline-flex',
        flexWrap: 'wrap',
        minWidth: 0,
        p: '3px',
        gap: '2px',
        borderRadius: '10px',
        border: `1px solid ${theme.vars!.palette.surface.hairline}`,
        backgroundColor: theme.vars!.palette.background.paper,
      })}
    >
      {options.map((option) => (
        <Segment key={option.value} {...option} on={option.value === value} onPress={() => onValue(option.value)} />
      ))}
    </Box>
  );
}

type SegmentProps = { text: string; title?: string; disabled?: boolean; on: boolean; onPress: () => void };

function Segment({ text, title, disabled = false, on, onPress }: SegmentProps) {
  return (
    <Box
      component="button"
      type="button"
      aria-pressed={on}
      disabled={disabled}
      {...(title ? { title } : {})}
      onClick={onPress}
      sx={(theme) => ({
        minHeight: 28,
        px: 1.25,
        border: 0,
        borderRadius: '7px',
        cursor: 'pointer',
        font: 'inherit',
        fontSize: '0.8438rem',
        fontWeight: on ? 600 : 450,
        whiteSpace: 'nowrap',
        color: on ? theme.vars!.palette.tone.indigo.fg : theme.vars!.palette.text.primary,
        backgroundColor: on ? theme.vars!.palette.surface.selected : 'transparent',
        '&:hover': { backgroundColor: on ? theme.vars!.palette.surface.selected : theme.vars!.palette.surface.sunken },
        '&:disabled': { cursor: 'default', color: theme.vars!.palette.text.secondary, opacity: 0.6, backgroundColor: 'transparent' },
      })}
    >
      {text}
    </Box>
  );
}
