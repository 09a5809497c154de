import Button from '@mui/material/Button';
import CircularProgress from '@mui/material/CircularProgress';

/** Keeps its width while it works. */
export function SubmitButton({ text, busy, disabled = false }: { text: string; busy: boolean; disabled?: boolean }) {
  return (
    <Button type="submit" variant="contained" disabled={busy || disabled} aria-busy={busy} sx={{ position: 'relative', minHeight: 40, px: 2.5 }}>
      <span style={{ visibility: busy ? 'hidden' : 'visible' }}>{text}</span>
      {busy && <CircularProgress size={18} color="inherit" aria-label="Working" sx={{ position: 'absolute' }} />}
    </Button>
  );
}
