// Finds the packages that apps install. A plugin has at most one.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = new URL('../../', import.meta.url);

/** @returns {{ name: string, folder: string }[]} */
export function publishedPackages() {
  return readdirSync(root)
    .filter((plugin) => plugin.startsWith('plugin-'))
    .map((plugin) => new URL(`${plugin}/src/main/web/`, root))
    .filter((folder) => existsSync(new URL('package.json', folder)))
    .map((folder) => ({ folder, manifest: JSON.parse(readFileSync(new URL('package.json', folder), 'utf8')) }))
    .filter(({ manifest }) => !manifest.private)
    .map(({ folder, manifest }) => ({ name: manifest.name, folder: fileURLToPath(folder) }));
}
