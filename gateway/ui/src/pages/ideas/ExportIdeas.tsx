import Button from '@mui/material/Button';
import { useState } from 'react';

import { Icon } from '../../components/common/Icon';
import { exportedIdeas } from '../../services/ideas';
import { asApiError } from '../../services/problem';
import { useUiStore } from '../../stores/uiStore';
import type { IdeaFilter } from '../../utils/ideas';
import { fileName, saveBlob } from '../../utils/save';

/** Saves the ideas that the filter shows, all of them. */
export function ExportIdeas({ filter, disabled }: { filter: IdeaFilter; disabled: boolean }) {
  const toast = useUiStore((state) => state.toast);
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      saveBlob(await exportedIdeas(filter), `${fileName('Ideas', filter.niche ? fileName(filter.niche) : undefined, filter.state)}.csv`);
    } catch (error) {
      toast(asApiError(error).detail ?? asApiError(error).message, 'error');
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button variant="outlined" color="inherit" size="small" startIcon={<Icon name="download" />} disabled={disabled || busy} onClick={save}>
      Export CSV
    </Button>
  );
}
