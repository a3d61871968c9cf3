// Fails if a package that apps install depends on a package whose license is not listed.
import { readFileSync } from 'node:fs';

const ALLOWED = ['0BSD', 'Apache-2.0', 'BSD-3-Clause', 'ISC', 'MIT'];
const lock = JSON.parse(readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8'));
const installed = Object.entries(lock.packages).filter(([, entry]) => !entry.dev && !entry.link);
const refused = installed.filter(([, entry]) => !ALLOWED.includes(entry.license));
for (const [path, entry] of refused) {
  console.error(`${path}: ${entry.license ?? 'no license'}`);
}
console.log(`licenses: ${installed.length - refused.length} of ${installed.length} packages allowed`);
process.exitCode = refused.length > 0 || installed.length === 0 ? 1 : 0;
