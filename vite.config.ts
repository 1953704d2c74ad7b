import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';

const root = import.meta.dirname;

/** Of LanceDB what only a machine can give stays outside: its native code, and embedding by others, which nothing here asks for. */
const lanceParts: Plugin = {
  name: 'knack:lance-parts',
  enforce: 'pre',
  resolveId: {
    filter: { id: /^@lancedb\/lancedb-|\.node$|^\.\/(openai|transformers)$/ },
    handler: (id, importer) => {
      if (importer?.includes('@lancedb/lancedb/') !== true) return null;
      return { id: id.replace(/^\.\/(?=openai$|transformers$)/, '@lancedb/lancedb/embedding/'), external: true };
    },
  },
};

export default defineConfig({
  main: {
    plugins: [lanceParts],
    build: {
      target: 'node24',
      sourcemap: true,
      // transformers.js, ONNX and LanceDB's native code (of the `dependencies` of package.json) stay in node_modules: they load
      // native code by path. Everything else goes into our files, LanceDB and Arrow too: a start is a few reads instead of hundreds.
      externalizeDeps: { exclude: ['apache-arrow', '@lancedb/lancedb'] },
      rolldownOptions: {
        // What ws looks for in vain: native speed-ups that Node no longer needs.
        external: ['bufferutil', 'utf-8-validate'],
        input: {
          main: resolve(root, 'electron/main.ts'),
          utility: resolve(root, 'electron/hosts/utility.ts'),
          serve: resolve(root, 'electron/hosts/serve/main.ts'),
          cli: resolve(root, 'electron/hosts/cli.ts'),
        },
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      target: 'node24',
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: resolve(root, 'electron/preload.ts') },
        // A sandboxed preload is CommonJS, in one file.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: resolve(root, 'renderer'),
    plugins: [react()],
    worker: { format: 'es' },
    build: {
      target: 'chrome156',
      minify: true,
      // Files only: the policy allows neither data: addresses for scripts nor anything inline.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      // Files come from this machine: a large one costs nothing that a small one would save.
      chunkSizeWarningLimit: 4000,
      rolldownOptions: { input: resolve(root, 'renderer/index.html') },
    },
  },
});
