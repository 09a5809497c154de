import { exported } from '../../services/analytics';
import { asApiError } from '../../services/problem';
import { useUiStore } from '../../stores/uiStore';
import { fileName, saveBlob } from '../../utils/save';
import type { Asked } from './useFigures';

/** Saves what a panel shows: the same question, answered by the gateway as a file. */
export function useExport(title: string, { question }: Asked<unknown>): (format: 'csv' | 'json') => void {
  const toast = useUiStore((state) => state.toast);
  return (format) => {
    if (question === null) return;
    const { from, to } = question.query as { from?: string; to?: string };
    exported(question, format).then(
      (blob) => saveBlob(blob, `${fileName(title, from, to)}.${format}`),
      (error: unknown) => toast(asApiError(error).detail ?? asApiError(error).message, 'error'),
    );
  };
}
