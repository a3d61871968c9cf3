import { VoiceLine } from './VoiceLine.js';
import { createSdkDevice } from './sdkDevice.js';

/**
 * @typedef {object} Borrower
 * @property {string} [calleeId] whom its button calls
 * @property {(event: import('@switchboard/client').CallEvent) => void} tell
 */

/** @type {Map<string, { line: VoiceLine, borrowers: Borrower[] }>} */
const open = new Map();

/**
 * Borrows the line of an identity; the first borrower opens it, the last to return it closes it. A
 * page that closes says goodbye at once, so that nobody rings a ghost.
 *
 * @param {object} options
 * @param {import('@switchboard/client').SwitchboardConfig} options.config
 * @param {string} [options.identity]
 * @param {import('./VoiceLine.js').CreateDevice} [options.createDevice]
 * @param {Borrower} borrower
 */
export function borrowLine({ config, identity, createDevice = createSdkDevice }, borrower) {
  const key = `${config.baseUrl ?? ''} ${identity ?? ''}`;
  const entry = open.get(key) ?? openLine(key, config, identity, createDevice);
  const { line, borrowers } = entry;
  borrowers.push(borrower);
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
        if (borrowers.length > 0) return;
        if (open.get(key) === entry) open.delete(key);
        line.close();
      }, 0);
    },
  };
}

/**
 * @param {string} key
 * @param {import('@switchboard/client').SwitchboardConfig} config
 * @param {string | undefined} identity
 * @param {import('./VoiceLine.js').CreateDevice} createDevice
 */
function openLine(key, config, identity, createDevice) {
  /** @type {Borrower[]} */
  const borrowers = [];
  const line = new VoiceLine(config, identity, createDevice, (event) => borrowers[0]?.tell(event));
  const entry = { line, borrowers };
  open.set(key, entry);
  void line.open();
  const leave = () => {
    // A page that is kept by the browser and shown again opens a line anew.
    if (open.get(key) === entry) open.delete(key);
    line.close();
  };
  globalThis.addEventListener?.('pagehide', leave, { once: true });
  return entry;
}
