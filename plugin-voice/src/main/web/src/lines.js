import { VoiceLine } from './VoiceLine.js';
import { createSdkDevice } from './sdkDevice.js';

/**
 * @typedef {object} Borrower
 * @property {string} [calleeId] whom its button calls
 * @property {() => import('@switchboard/client').SwitchboardConfig} config as it is now
 * @property {(event: import('@switchboard/client').CallEvent) => void} emit
 */

/** @type {Map<string, { line: VoiceLine, borrowers: Borrower[] }>} */
const open = new Map();

/**
 * Borrows the line of an identity; the first borrower opens it, the last to return it closes it. A
 * page that closes says goodbye at once, so that nobody rings a ghost.
 *
 * @param {object} options
 * @param {string} [options.baseUrl]
 * @param {string} [options.identity]
 * @param {import('./VoiceLine.js').CreateDevice} [options.createDevice]
 * @param {Borrower} borrower
 */
export function borrowLine({ baseUrl = '', identity, createDevice = createSdkDevice }, borrower) {
  const key = `${baseUrl} ${identity ?? ''}`;
  const entry = open.get(key) ?? openLine(key, identity, createDevice);
  const { line, borrowers } = entry;
  borrowers.push(borrower);
  if (borrowers.length === 1) void line.open();
  // Another button may be the one to show a call now.
  line.set({});
  return {
    line,
    /**
     * Whether this borrower's button is the one to show a call: the one for that peer, else the
     * first on the page.
     * @param {string} peer
     */
    shows: (peer) => (borrowers.find((one) => one.calleeId === peer) ?? borrowers[0]) === borrower,
    giveBack() {
      // React's StrictMode unmounts and mounts again at once: that must not cost a registration.
      setTimeout(() => {
        borrowers.splice(borrowers.indexOf(borrower), 1);
        line.set({});
        if (borrowers.length > 0) return;
        if (open.get(key) === entry) open.delete(key);
        line.close();
      }, 0);
    },
  };
}

/**
 * @param {string} key
 * @param {string | undefined} identity
 * @param {import('./VoiceLine.js').CreateDevice} createDevice
 */
function openLine(key, identity, createDevice) {
  /** @type {Borrower[]} */
  const borrowers = [];
  const line = new VoiceLine(
    () => borrowers[0]?.config() ?? {},
    identity,
    createDevice,
    (event) => borrowers[0]?.emit(event),
  );
  const entry = { line, borrowers };
  open.set(key, entry);
  const leave = () => {
    // A page that is kept by the browser and shown again opens a new line.
    if (open.get(key) === entry) open.delete(key);
    line.close();
  };
  globalThis.addEventListener?.('pagehide', leave, { once: true });
  return entry;
}
