import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useId, useState, type ReactNode } from 'react';

import { asApiError, type ApiError } from '../../services/problem';
import { ErrorPanel } from './ErrorPanel';

type Props = {
  title: string;
  text: ReactNode;
  confirm: string;
  /** The word that must be typed, for what cannot be undone. */
  typed?: string;
  /** Asks for a reason, handed to `onConfirm`. */
  reason?: string;
  danger?: boolean;
  onConfirm: (reason: string) => Promise<void>;
  onClose: () => void;
};

/** Stays open until the gateway has said yes: what it asks for is not done before. */
export function ConfirmDialog({ title, text, confirm, typed, reason, danger = false, onConfirm, onClose }: Props) {
  const [input, setInput] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const titleId = useId();
  const ready = typed !== undefined ? input === typed : reason === undefined || input.trim() !== '';
  const run = async () => {
    setBusy(true);
    setError(null);
    try {
      await onConfirm(input.trim());
      onClose();
    } catch (thrown) {
      setError(asApiError(thrown));
      setBusy(false);
    }
  };
  return (
    <Dialog open onClose={busy ? undefined : onClose} aria-labelledby={titleId} fullWidth maxWidth="xs">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (ready && !busy) void run();
        }}
      >
        <DialogTitle id={titleId}>{title}</DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 2 }}>
          <Typography variant="body2" component="div" color="textSecondary">
            {text}
          </Typography>
          {(typed !== undefined || reason !== undefined) && (
            <TextField
              // The dialog opens for this one question.
              // eslint-disable-next-line jsx-a11y/no-autofocus
              autoFocus
              label={typed !== undefined ? `Type ${typed} to confirm` : reason}
              value={input}
              onChange={(event) => setInput(event.target.value)}
              multiline={reason !== undefined}
              slotProps={{ htmlInput: { maxLength: 500, autoComplete: 'off' } }}
              sx={{ mt: 0.5 }}
            />
          )}
          {error && <ErrorPanel error={error} compact />}
        </DialogContent>
        <DialogActions sx={{ px: 3, pb: 2.5 }}>
          <Button onClick={onClose} disabled={busy} color="inherit">
            Keep it as it is
          </Button>
          <Button type="submit" variant="contained" color={danger ? 'error' : 'primary'} disabled={!ready || busy}>
            {confirm}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
