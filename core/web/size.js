// Fails if a component without its SDK exceeds the size limit.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { publishedPackages } from './packages.js';

const MAX_BYTES = 12_000;
const packages = publishedPackages();
let failed = packages.length === 0;
for (const { name, folder } of packages) {
  const size = gzipSync(readFileSync(join(folder, 'dist/index.js'))).length;
  console.log(`${name}: ${size} bytes gzip of ${MAX_BYTES}`);
  failed ||= size > MAX_BYTES;
}
process.exitCode = failed ? 1 : 0;
