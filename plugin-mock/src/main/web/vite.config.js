import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import react from '@vitejs/plugin-react';

export default defineConfig({
  base: '/console/',
  plugins: [react()],
  build: {
    outDir: 'served',
    assetsDir: '',
    target: 'es2022',
    cssTarget: ['chrome123', 'firefox121', 'safari17.5'],
    // Everything comes from files: the page's policy allows no script or style inside it.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    license: { fileName: 'licenses.md' },
    chunkSizeWarningLimit: 700,
    rollupOptions: {
      output: {
        entryFileNames: 'console.[hash:12].js',
        chunkFileNames: 'part.[hash:12].js',
        assetFileNames: '[name].[hash:12][extname]',
        hashCharacters: 'hex',
      },
    },
  },
  test: {
    name: 'console',
    environment: 'jsdom',
    include: ['test/**/*.test.{js,jsx}'],
    setupFiles: [fileURLToPath(new URL('../../../../core/web/testTimeouts.js', import.meta.url))],
    testTimeout: 300_000,
  },
});
