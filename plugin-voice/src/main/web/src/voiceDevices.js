import { VoiceDevice } from './VoiceDevice.js';
import { createSdkDevice } from './sdkDevice.js';

/**
 * @typedef {object} Holder
 * @property {string} [calleeId] the user whom its button calls
 * @property {() => import('@switchboard/client').SwitchboardConfig} config returns the current configuration
 * @property {(event: import('@switchboard/client').CallEvent) => void} emit
 */

/** @type {Map<string, { device: VoiceDevice, holders: Holder[] }>} */
const open = new Map();

/**
 * Acquires the shared device of an identity. The first holder opens it, the last to release it closes
 * it. A page that closes unregisters at once, so that callers do not ring a closed page.
 *
 * @param {object} options
 * @param {string} [options.baseUrl]
 * @param {string} [options.identity]
 * @param {import('./VoiceDevice.js').CreateDevice} [options.createDevice]
 * @param {Holder} holder
 */
export function acquireDevice({ baseUrl = '', identity, createDevice = createSdkDevice }, holder) {
  const key = `${baseUrl} ${identity ?? ''}`;
  const entry = open.get(key) ?? openDevice(key, identity, createDevice);
  const { device, holders } = entry;
  holders.push(holder);
  if (holders.length === 1) void device.open();
  // The call may now belong to another button.
  device.set({});
  return {
    device,
    /**
     * Whether this holder's button shows a call: the button for that peer, else the first on the
     * page.
     * @param {string} peer
     */
    shows: (peer) => (holders.find((one) => one.calleeId === peer) ?? holders[0]) === holder,
    release() {
      // React's StrictMode unmounts and remounts at once, which must not cost a registration.
      setTimeout(() => {
        holders.splice(holders.indexOf(holder), 1);
        device.set({});
        if (holders.length > 0) return;
        if (open.get(key) === entry) open.delete(key);
        device.close();
      }, 0);
    },
  };
}

/**
 * @param {string} key
 * @param {string | undefined} identity
 * @param {import('./VoiceDevice.js').CreateDevice} createDevice
 */
function openDevice(key, identity, createDevice) {
  /** @type {Holder[]} */
  const holders = [];
  const device = new VoiceDevice(
    () => holders[0]?.config() ?? {},
    identity,
    createDevice,
    (event) => holders[0]?.emit(event),
  );
  const entry = { device, holders };
  open.set(key, entry);
  const leave = () => {
    // A page that returns from the back/forward cache opens a new device.
    if (open.get(key) === entry) open.delete(key);
    device.close();
  };
  globalThis.addEventListener?.('pagehide', leave, { once: true });
  return entry;
}
