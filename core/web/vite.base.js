import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import react from '@vitejs/plugin-react';

const REACT = [/^react($|\/)/, /^react-dom($|\/)/];
const SDKS = ['@twilio/voice-sdk', 'twilio-video'];

/**
 * How each package is built, twice: to be installed (`dist`), with React and Twilio's SDK left to the
 * app's bundler; and to be served (`served`, mode `served`), where the lazily imported SDK is a chunk
 * of its own whose name changes with its content.
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
 * Writes the style sheets that the components bring along as one file as well, for pages that are
 * made on a server.
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
