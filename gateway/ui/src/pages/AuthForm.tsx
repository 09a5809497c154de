import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { useState, type ReactNode } from 'react';

import { ErrorPanel } from '../components/common/ErrorPanel';
import { SubmitButton } from '../components/forms/SubmitButton';
import { ApiError, asApiError } from '../services/problem';
import { useTitle } from '../utils/useTitle';

type Props = {
  title: string;
  lead: string;
  submit: string;
  onSubmit: () => Promise<void>;
  children: (error: ApiError | null) => ReactNode;
  footer: ReactNode;
};

export function AuthForm({ title, lead, submit, onSubmit, children, footer }: Props) {
  useTitle(title);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const run = async () => {
    setBusy(true);
    setError(null);
    try {
      await onSubmit();
    } catch (thrown) {
      setError(explained(asApiError(thrown)));
      setBusy(false);
    }
  };
  return (
    <Paper sx={(theme) => ({ width: '100%', maxWidth: 400, p: { xs: 3, sm: 4 }, borderRadius: '16px', border: `1px solid ${theme.vars!.palette.surface.hairline}`, backgroundImage: 'none' })}>
      <Typography variant="h1">{title}</Typography>
      <Typography variant="body2" color="textSecondary" sx={{ mt: 0.5, mb: 3 }}>
        {lead}
      </Typography>
      <Box
        component="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) void run();
        }}
        sx={{ display: 'grid', gap: 2 }}
      >
        {error && <ErrorPanel error={error} compact />}
        {children(error)}
        <SubmitButton text={submit} busy={busy} />
      </Box>
      <Typography variant="body2" color="textSecondary" component="div" sx={{ mt: 3 }}>
        {footer}
      </Typography>
    </Paper>
  );
}

/** Here a 401 has one meaning, and no request id helps a person who has mistyped. */
function explained(error: ApiError): ApiError {
  if (error.status !== 401) return error;
  return new ApiError({ status: 401, code: error.code, title: 'Wrong e-mail address or password', detail: 'check both and try again' });
}
