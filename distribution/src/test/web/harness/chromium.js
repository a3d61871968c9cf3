import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const BROWSER = '/usr/bin/chromium';
// The same engine without a browser's windows, for less than half the CPU.
const SHELL = '/usr/bin/chromium-headless-shell';
const ALLOW = '--use-fake-ui-for-media-stream';
// Few pictures a second: every page encodes its own and decodes those of all others.
const FAKE_DEVICES = '--use-fake-device-for-media-stream=fps=10';
// Most tests are of other things than who has clicked where.
const PLAY = '--autoplay-policy=no-user-gesture-required';
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  ALLOW,
  FAKE_DEVICES,
  '--auto-select-desktop-capture-source=Entire screen',
  PLAY,
  // Where loopback is the only way, browsers may talk over it, under its own name.
  '--allow-loopback-in-peer-connection',
  '--disable-features=WebRtcHideLocalIpsWithMdns',
  // Nothing else has a name: requests to other machines fail, and the watch reports them.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
];

/** Why nothing can be tested in a browser here; false if all is there. */
export const missing = existsSync(BROWSER) ? false : `${BROWSER} is missing`;

if (missing && process.env.SWITCHBOARD_TESTS_REQUIRED === 'true') {
  throw new Error(`${missing}, and SWITCHBOARD_TESTS_REQUIRED forbids to skip`);
}

const KINDS = {
  usual: { flags: (flags) => flags, executable: existsSync(SHELL) ? SHELL : BROWSER },
  // What browsers ask their users, or keep pages from, is up to the whole of them.
  refusing: {
    flags: (flags) => flags.map((flag) => (flag === ALLOW ? `${ALLOW}=deny` : flag)),
    executable: BROWSER,
  },
  // Which lets a page make no sound before somebody clicked on it, as people's own browsers do.
  quiet: { flags: (flags) => flags.filter((flag) => flag !== PLAY), executable: BROWSER },
  bare: { flags: (flags) => flags.filter((flag) => flag !== FAKE_DEVICES), executable: BROWSER },
};

/** Starts a browser of a kind, with additional flags; Playwright gives it a separate folder. */
export function startChromium(kind = 'usual', more = []) {
  const { flags, executable } = KINDS[kind];
  return chromium.launch({ executablePath: executable, headless: true, args: [...flags(FLAGS), ...more] });
}
