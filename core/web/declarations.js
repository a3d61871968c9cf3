// Generates a package's type declarations from its JSDoc. Adds those of the shared code, which is
// bundled and not a package that apps install.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const client = dirname(fileURLToPath(import.meta.url));
const tsc = join(client, '../../node_modules/typescript/bin/tsc');

/** @param {string} project @param {string} to */
function declare(project, to) {
  const options = ['--noEmit', 'false', '--declaration', '--emitDeclarationOnly', '--outDir', to];
  execFileSync(process.execPath, [tsc, '-p', project, ...options], { stdio: 'inherit' });
}

rmSync('dist/types', { recursive: true, force: true });
declare('.', 'dist/types');
declare(client, 'dist/types/client');
for (const name of readdirSync('dist/types', { recursive: true, encoding: 'utf8' })) {
  if (!name.endsWith('.d.ts')) continue;
  const file = join('dist/types', name);
  const shared = `./${relative(dirname(file), 'dist/types/client/index.js')}`;
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll('@switchboard/client', shared));
}
