import Button from '@mui/material/Button';

import { useUiStore } from '../../stores/uiStore';
import { Icon } from './Icon';

/** `what` names it in the message: `The key is on the clipboard`. */
export function CopyButton({ text, what }: { text: string; what: string }) {
  const toast = useUiStore((state) => state.toast);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      toast(`${what} is on the clipboard`, 'success');
    } catch {
      toast('The browser does not let this page write to the clipboard: mark the text and copy it', 'error');
    }
  };
  return (
    <Button size="small" onClick={() => void copy()} aria-label={`Copy: ${what}`} startIcon={<Icon name="copy" sx={{ fontSize: 16 }} />}>
      Copy
    </Button>
  );
}
