// Packs all packages that apps install into the folder given on the command line.
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { publishedPackages } from './packages.js';

const [destination] = process.argv.slice(2);
if (!destination) throw new Error('name the folder to pack into');
mkdirSync(destination, { recursive: true });
const chosen = publishedPackages().flatMap(({ name }) => ['-w', name]);
const options = ['--silent', '--ignore-scripts', '--pack-destination', destination];
execFileSync('npm', ['pack', ...options, ...chosen], { stdio: 'inherit' });
