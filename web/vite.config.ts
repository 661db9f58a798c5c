import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** `vite web` beside `baton serve` shows changes of the UI as they are written. */
const server = 'http://127.0.0.1:4800';

export default defineConfig({
  plugins: [react()],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    target: 'es2023',
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      // A page would be thirty files of its own accord, most of them of a few lines: what several pages share is joined.
      output: {
        strictExecutionOrder: true, // what is joined may import each other: each module runs when it is first needed
        codeSplitting: {
          groups: [
            { name: 'start', tags: ['$initial'], priority: 1 },
            { name: 'shared', minShareCount: 2, entriesAware: true, entriesAwareMergeThreshold: 30_000 },
          ],
        },
      },
    },
    assetsInlineLimit: 0, // a page of our policy loads no data: fonts or scripts
  },
  server: { proxy: { '/api': server, '/openapi.json': server, '/docs': server, '/healthz': server } },
});
