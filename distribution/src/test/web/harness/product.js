import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { scaled } from './pace.js';

const COMMAND = fileURLToPath(new URL('../../../../target/switchboard/bin/switchboard', import.meta.url));
const STARTUP_TIMEOUT = 90_000;

/** Starts the packaged product as a developer does, on free ports and with nothing stored. */
export async function startProduct() {
  const data = await mkdtemp(join(tmpdir(), 'switchboard-browser-'));
  const child = spawn(COMMAND, ['dev'], { env: environment(data), stdio: ['ignore', 'pipe', 'pipe'] });
  const log = [];
  createInterface({ input: child.stderr }).on('line', (line) => log.push(line));
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
    await rm(data, { recursive: true, force: true });
  };
  try {
    return { ...(await addresses(child)), log, stop };
  } catch (cause) {
    await stop();
    throw new Error(`the product did not start:\n${log.join('\n')}`, { cause });
  }
}

function environment(data) {
  const rest = Object.entries(process.env).filter(([name]) => !/^(SWITCHBOARD|TWILIO)_/.test(name));
  return {
    ...Object.fromEntries(rest),
    SWITCHBOARD_DATA: data,
    SWITCHBOARD_HTTP_PORT: '0',
    SWITCHBOARD_OPS_PORT: '0',
    SWITCHBOARD_BOX_PORT: '0',
    // Browsers may call phones, and phones that call the account's number reach the desk.
    SWITCHBOARD_DIAL_COUNTRIES: 'all',
    SWITCHBOARD_INBOUND_IDENTITY: 'desk',
  };
}

function addresses(child) {
  const found = {};
  return new Promise((resolve, reject) => {
    const limit = setTimeout(() => reject(new Error('too slow')), scaled(STARTUP_TIMEOUT));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`it ended with ${code}`)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      const [, name, address] = /^\s*(API|box)\s+(http:\S+)/.exec(line) ?? [];
      if (name) found[name] = address;
      if (!found.API || !found.box) return;
      clearTimeout(limit);
      resolve({ api: found.API, box: found.box });
    });
  });
}
