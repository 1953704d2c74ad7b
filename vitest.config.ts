import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const root = import.meta.dirname;

/** `unit`: beside the code, in Node. `e2e`: the built application in Chromium, one file after the other. */
export default defineConfig({
  test: {
    root,
    projects: [
      {
        plugins: [react()],
        test: {
          name: 'unit',
          root,
          include: ['{shared,electron,renderer,scripts,bench}/**/*.test.{ts,tsx}'],
          environment: 'node',
          testTimeout: 60_000,
          hookTimeout: 60_000,
          pool: 'forks',
        },
      },
      {
        test: {
          name: 'e2e',
          root,
          include: ['e2e/**/*.test.ts'],
          globalSetup: [resolve(root, 'e2e/global-setup.ts')],
          environment: 'node',
          testTimeout: 180_000,
          hookTimeout: 180_000,
          fileParallelism: false,
          pool: 'forks',
        },
      },
    ],
  },
});
