// Fails when a component without its SDK is larger than a page should have to load.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const MOST = 12_000;
let failed = false;
for (const name of ['voice', 'video', 'verify']) {
  const file = new URL(`../../plugin-${name}/src/main/web/dist/index.js`, import.meta.url);
  const size = gzipSync(readFileSync(file)).length;
  console.log(`${name}: ${size} bytes gzip of ${MOST}`);
  failed ||= size > MOST;
}
process.exitCode = failed ? 1 : 0;
