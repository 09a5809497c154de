import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [react()],
  build: {
    manifest: true,
    target: ['chrome117', 'firefox121', 'safari17'],
    // Every asset is a file of its own: the content security policy admits no inline script or style.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: {
    proxy: {
      '/api': process.env.GATEWAY ?? 'http://127.0.0.1:8080',
      '/ws': { target: process.env.GATEWAY ?? 'http://127.0.0.1:8080', ws: true },
    },
  },
  test: {
    // Files that render name jsdom themselves: it costs two seconds each.
    environment: 'node',
    environmentOptions: { jsdom: { url: 'http://localhost/' } },
    setupFiles: ['test/setup.ts'],
    include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.{ts,tsx}'],
    testTimeout: 60_000,
    restoreMocks: true,
  },
});
