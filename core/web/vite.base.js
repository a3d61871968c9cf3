import { defineConfig } from 'vite';
import react from '@vitejs/plugin-react';

/**
 * How each package is built: an ES module with React and Twilio's SDK left to the app's bundler,
 * which makes the lazily imported SDK a chunk of its own.
 * @param {string} name
 */
export function packageConfig(name) {
  return defineConfig({
    plugins: [react()],
    build: {
      outDir: 'dist',
      target: 'es2022',
      sourcemap: false,
      cssCodeSplit: false,
      lib: { entry: 'src/index.js', formats: ['es'], fileName: () => 'index.js', cssFileName: 'style' },
      rollupOptions: { external: [/^react($|\/)/, /^react-dom($|\/)/, '@twilio/voice-sdk', 'twilio-video'] },
    },
    test: {
      name,
      environment: 'jsdom',
      include: ['test/**/*.test.{js,jsx}'],
      restoreMocks: true,
    },
  });
}
