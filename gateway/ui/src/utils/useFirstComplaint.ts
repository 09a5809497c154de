import { useEffect, useRef } from 'react';

/** Takes the focus to the first field with a complaint whenever `told` changes to something. */
export function useFirstComplaint(told: string | null) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (told !== null) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [told]);
  return form;
}
