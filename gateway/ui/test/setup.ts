import { afterEach } from 'vitest';

if (typeof document !== 'undefined') {
  const [{ cleanup, configure }] = await Promise.all([import('@testing-library/react'), import('@testing-library/jest-dom/vitest')]);
  // A busy machine loads a screen late; what never comes still fails.
  configure({ asyncUtilTimeout: 20_000 });
  // jsdom has no layout to scroll.
  window.scrollTo = () => undefined;
  afterEach(() => {
    cleanup();
    localStorage.clear();
  });
}
