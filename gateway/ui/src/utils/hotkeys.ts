// Single keys and `g` chords. They never fire while somebody types, nor with a modifier held.

import { useEffect, useRef } from 'react';

const CHORD_MS = 1200;

export type Keymap = Readonly<Record<string, () => void>>;

export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT', 'VIDEO'].includes(target.tagName);
}

/** The name under which a key press is looked up, given the key before it: `?`, `n`, `g v`. */
export function chord(before: { key: string; at: number } | null, key: string, at: number): string {
  return before?.key === 'g' && at - before.at < CHORD_MS ? `g ${key}` : key;
}

export function useHotkeys(keymap: Keymap, on: boolean): void {
  const current = useRef(keymap);
  current.current = keymap;
  useEffect(() => {
    if (!on) return;
    let before: { key: string; at: number } | null = null;
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (document.querySelector('[role="dialog"][aria-modal="true"]')) return;
      const name = chord(before, event.key, event.timeStamp);
      before = { key: event.key, at: event.timeStamp };
      const action = current.current[name];
      if (!action) return;
      event.preventDefault();
      before = null;
      action();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [on]);
}
