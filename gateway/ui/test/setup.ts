import { afterEach } from 'vitest';

if (typeof document !== 'undefined') {
  const [{ cleanup }] = await Promise.all([import('@testing-library/react'), import('@testing-library/jest-dom/vitest')]);
  // jsdom has no layout to scroll.
  window.scrollTo = () => undefined;
  afterEach(() => {
    cleanup();
    localStorage.clear();
  });
}
