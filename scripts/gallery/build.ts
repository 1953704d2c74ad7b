import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { build } from 'vite';

const root = resolve(import.meta.dirname, '../..');
/** Where the pages of the gallery are built: beside the application, never into it. */
export const galleryFolder = resolve(root, 'out/gallery');

/** Builds the pages of the gallery. Answers an exit status. */
export async function buildGallery(): Promise<number> {
  const source = resolve(root, 'renderer/gallery');
  await build({
    configFile: false,
    logLevel: 'warn',
    root: source,
    base: './',
    plugins: [react()],
    worker: { format: 'es' },
    build: {
      target: 'chrome156',
      outDir: galleryFolder,
      emptyOutDir: true,
      chunkSizeWarningLimit: 4000,
      rolldownOptions: { input: ['index', 'frame', 'diffs'].map((page) => resolve(source, `${page}.html`)) },
    },
  });
  return 0;
}
