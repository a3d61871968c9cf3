import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import react from '@vitejs/plugin-react';

const REACT = [/^react($|\/)/, /^react-dom($|\/)/];
const SDKS = ['@twilio/voice-sdk', 'twilio-video'];

/**
 * Builds each package twice. `dist` is for installation: React and Twilio's SDK are left to the app's
 * bundler. `served` (mode `served`) is for serving: the lazily imported SDK is a separate chunk whose
 * name has a content hash.
 * @param {string} name
 * @param {string[]} styles style sheets besides the shared one
 */
export function packageConfig(name, styles = []) {
  return defineConfig(({ mode }) => {
    const served = mode === 'served';
    return {
      plugins: [react(), styleSheet(['@switchboard/client/style.css', ...styles])],
      define: served ? { 'process.env.NODE_ENV': '"production"' } : {},
      build: {
        outDir: served ? 'served' : 'dist',
        target: 'es2022',
        cssTarget: ['chrome123', 'firefox121', 'safari17.5'],
        sourcemap: false,
        license: served ? { fileName: 'licenses.md' } : false,
        lib: { entry: 'src/index.js', formats: ['es'], fileName: () => 'index.js' },
        rollupOptions: {
          external: served ? REACT : [...REACT, ...SDKS],
          output: { chunkFileNames: 'part.[hash:12].js', hashCharacters: 'hex' },
        },
      },
      test: {
        name,
        environment: 'jsdom',
        include: ['test/**/*.test.{js,jsx}'],
        restoreMocks: true,
        setupFiles: [fileURLToPath(new URL('./testTimeouts.js', import.meta.url))],
        testTimeout: 300_000,
      },
    };
  });
}

/**
 * Also writes the components' style sheets as one file, for server-rendered pages.
 * @param {string[]} sheets
 */
function styleSheet(sheets) {
  return {
    name: 'style-sheet',
    apply: /** @type {const} */ ('build'),
    /** @this {any} */
    async generateBundle() {
      const parts = [];
      for (const sheet of sheets) {
        const found = await this.resolve(sheet, `${process.cwd()}/src/index.js`);
        parts.push(readFileSync(found.id, 'utf8'));
      }
      this.emitFile({ type: 'asset', fileName: 'style.css', source: parts.join('\n') });
    },
  };
}
