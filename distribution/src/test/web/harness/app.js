import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const REPOSITORY = fileURLToPath(new URL('../../../../../', import.meta.url));
const PACKAGES = join(REPOSITORY, 'distribution/target/switchboard/web');
const TYPES = ['typescript', '@types/react', '@types/react-dom'];

/**
 * Makes a fresh app of the chat example, in a separate folder, with the packages of the archive. What
 * it needs besides comes from npm's cache alone, in the versions that the repository is locked to.
 */
export function installApp() {
  const folder = mkdtempSync(join(tmpdir(), 'switchboard-app-'));
  cpSync(join(REPOSITORY, 'examples/chat'), folder, { recursive: true });
  const locked = json(join(REPOSITORY, 'package-lock.json')).packages;
  const app = json(join(folder, 'package.json'));
  for (const file of readdirSync(PACKAGES)) {
    const [, name] = /^switchboard-(\w+)-.*\.tgz$/.exec(file);
    app.dependencies[`@switchboard/${name}`] = `file:${join(PACKAGES, file)}`;
  }
  for (const name of TYPES) app.devDependencies[name] = locked[`node_modules/${name}`].version;
  write(folder, 'package.json', app);
  write(folder, 'package-lock.json', lock(app, locked));
  run(folder, 'npm', ['ci', '--offline', '--ignore-scripts', '--no-audit', '--no-fund']);
  return folder;
}

/** Runs a tool that the app has installed; its output is the error's if it fails. */
export function tool(folder, name, ...given) {
  return run(folder, join(folder, 'node_modules/.bin', name), given);
}

/** Serves an app as its developer would: with React's checks, not bundled. */
export async function serveApp(folder, product) {
  const vite = join(folder, 'node_modules/.bin/vite');
  const env = { ...developer(), VITE_SWITCHBOARD: product.api, VITE_BOX: product.box, NO_COLOR: '1' };
  const child = spawn(vite, ['--host', '127.0.0.1', '--port', '0'], { cwd: folder, env });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const address = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', () => reject(new Error('the app is not served')));
    createInterface({ input: child.stdout }).on('line', (line) => {
      const [found] = /http:\/\/127\.0\.0\.1:\d+/.exec(line) ?? [];
      if (found) resolve(found);
    });
  });
  const stop = async () => {
    child.kill();
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  return { address, stop };
}

function lock(app, locked) {
  const { name, dependencies, devDependencies } = app;
  const packages = { '': { name, dependencies, devDependencies } };
  for (const [path, { dev: _, peer: __, ...entry }] of Object.entries(locked)) {
    const own = /^(plugin-\w+)\/src\/main\/web$/.test(path) && dependencies[entry.name];
    if (own) packages[`node_modules/${entry.name}`] = { ...entry, resolved: own };
    else if (path.startsWith('node_modules/') && !entry.link) packages[path] = entry;
  }
  return { name, lockfileVersion: 3, requires: true, packages };
}

function run(folder, command, given) {
  const stdio = ['ignore', 'pipe', 'pipe'];
  return execFileSync(command, given, { cwd: folder, env: developer(), encoding: 'utf8', stdio });
}

/** Vite, which built the test page in this process, left the word that it is for production here. */
function developer() {
  const { NODE_ENV: _, ...env } = process.env;
  return env;
}

const json = (file) => JSON.parse(readFileSync(file, 'utf8'));
const write = (folder, name, value) => writeFileSync(join(folder, name), JSON.stringify(value));
