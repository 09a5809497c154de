import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';

import { ErrorPanel } from '../../components/common/ErrorPanel';
import { Panel } from '../../components/common/Panel';
import { Field } from '../../components/forms/Field';
import { SubmitButton } from '../../components/forms/SubmitButton';
import { api, body, type NewApiKey } from '../../services/api';
import { asApiError, type ApiError } from '../../services/problem';
import { useFirstComplaint } from '../../utils/useFirstComplaint';

const LIVES = [
  { value: '30', text: '30 days' },
  { value: '90', text: '90 days' },
  { value: '365', text: 'A year' },
  { value: '', text: 'Until it is revoked' },
];
const DAY_MS = 86_400_000;

/** When a key of so many days ends; null: when it is revoked. */
export const endOf = (days: string, now: number): string | null => (days === '' ? null : new Date(now + Number(days) * DAY_MS).toISOString());

export function KeyForm({ onMade, onClose }: { onMade: (made: NewApiKey) => void; onClose: () => void }) {
  const [name, setName] = useState('');
  const [days, setDays] = useState('90');
  const [tries, setTries] = useState(0);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const missing = tries > 0 && name.trim() === '' ? 'A name is needed' : undefined;
  const form = useFirstComplaint(tries > 0 ? `${tries}/${error?.requestId ?? ''}` : null);
  const make = async () => {
    setTries(tries + 1);
    if (name.trim() === '') return;
    setBusy(true);
    setError(null);
    try {
      onMade(await body(api.POST('/api/v1/api-keys', { body: { name: name.trim(), scopes: ['analytics:read'], expires_at: endOf(days, Date.now()) } })));
    } catch (thrown) {
      setError(asApiError(thrown));
      setBusy(false);
    }
  };
  return (
    <Panel title="New key" sx={{ mb: 3 }}>
      <Box
        component="form"
        ref={form}
        noValidate
        aria-label="New key"
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) void make();
        }}
        sx={{ display: 'grid', gap: 2, maxWidth: 640 }}
      >
        {error && error.fields.length === 0 && <ErrorPanel error={error} compact />}
        <Box sx={{ display: 'grid', gap: 2, alignItems: 'start', gridTemplateColumns: { xs: '1fr', sm: '1fr 200px' } }}>
          <Field
            // It opened for this.
            // eslint-disable-next-line jsx-a11y/no-autofocus
            autoFocus
            label="Name"
            required
            value={name}
            onValue={setName}
            complaint={missing ?? error?.field('name')}
            hint="Which program will use it"
            slotProps={{ htmlInput: { maxLength: 100, autoComplete: 'off' } }}
          />
          <Field label="Good for" value={days} options={LIVES} onValue={setDays} complaint={error?.field('expires_at')} />
        </Box>
        <Box sx={{ fontSize: '0.875rem', color: 'text.secondary' }}>
          It may read every figure (<code>analytics:read</code>); it can change nothing.
        </Box>
        <Box sx={{ display: 'flex', gap: 1 }}>
          <SubmitButton text="Make the key" busy={busy} />
          <Button color="inherit" onClick={onClose} disabled={busy}>
            Cancel
          </Button>
        </Box>
      </Box>
    </Panel>
  );
}
