// How the page is bundled. One build serves every host.
import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));

// Nothing is inlined as a data: address, which the page's content security policy forbids.
/** Vite's configuration for `renderer/`; output goes to `dist/page`. */
export default defineConfig({
  root: `${root}renderer`,
  base: './',
  plugins: [react()],
  build: {
    outDir: `${root}dist/page`,
    emptyOutDir: true,
    target: 'chrome140',
    sourcemap: true,
    chunkSizeWarningLimit: 2000,
    assetsInlineLimit: 0,
  },
});
