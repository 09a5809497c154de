import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import { useEffect, useState } from 'react';
import { Link } from 'react-router';

import { useUiStore, type Toast } from '../../stores/uiStore';
import type { ToneName } from '../../theme/theme';
import { Icon, type IconName } from '../common/Icon';

const STAYS_MS = 6000;
const LOOKS: Record<Toast['tone'], [ToneName, IconName]> = { info: ['indigo', 'dot'], success: ['green', 'check'], error: ['red', 'warning'] };

/** Answers to a person's own actions; the same text goes through the one live region. */
export function ToastHost() {
  const toasts = useUiStore((state) => state.toasts);
  const announcement = useUiStore((state) => state.announcement);
  return (
    <>
      <Box sx={{ position: 'fixed', insetInlineEnd: 16, bottom: 16, display: 'grid', gap: 1, zIndex: 'snackbar', maxWidth: 'calc(100vw - 32px)' }}>
        {toasts.map((toast) => (
          <One key={toast.id} toast={toast} />
        ))}
      </Box>
      <Box aria-live="polite" sx={{ position: 'absolute', width: 1, height: 1, overflow: 'hidden', clipPath: 'inset(50%)' }}>
        {[announcement, toasts.at(-1)?.text ?? ''].filter(Boolean).join('. ')}
      </Box>
    </>
  );
}

function One({ toast }: { toast: Toast }) {
  const dismiss = useUiStore((state) => state.dismiss);
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => dismiss(toast.id), STAYS_MS);
    return () => clearTimeout(timer);
  }, [held, dismiss, toast.id]);
  const [tone, icon] = LOOKS[toast.tone];
  return (
    <Box
      data-toast={toast.tone}
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      sx={(theme) => ({
        display: 'flex',
        alignItems: 'center',
        gap: 1,
        minWidth: 260,
        pl: 1.5,
        pr: 0.5,
        py: 0.5,
        borderRadius: '10px',
        fontSize: '0.875rem',
        color: theme.vars!.palette.tone[tone].fg,
        backgroundColor: theme.vars!.palette.tone[tone].bg,
        border: `1px solid ${theme.vars!.palette.surface.hairline}`,
        boxShadow: '0 6px 24px rgb(0 0 0 / 0.14)',
      })}
    >
      <Icon name={icon} />
      <Box sx={{ flex: 1, overflowWrap: 'anywhere' }}>{toast.text}</Box>
      {toast.undo && (
        <Button
          size="small"
          color="inherit"
          onClick={() => {
            dismiss(toast.id);
            toast.undo?.();
          }}
          sx={{ textDecoration: 'underline', minHeight: 30 }}
        >
          Undo
        </Button>
      )}
      {toast.link && (
        <Button size="small" color="inherit" component={Link} to={toast.link.to} onClick={() => dismiss(toast.id)} sx={{ textDecoration: 'underline', minHeight: 30 }}>
          {toast.link.text}
        </Button>
      )}
      <IconButton size="small" color="inherit" aria-label="Dismiss" onClick={() => dismiss(toast.id)}>
        <Icon name="close" sx={{ fontSize: 16 }} />
      </IconButton>
    </Box>
  );
}
