/**
 * What a session needs of Twilio's SDK; a test gives its own.
 *
 * @typedef {object} VideoSdk
 * @property {(token: string, options: object) => Promise<any>} connect
 * @property {(options: object) => Promise<any[]>} createLocalTracks
 * @property {(track: MediaStreamTrack, options: object) => any} screenTrack
 */

/** The button reports what goes wrong; the SDK would fill the console on top. */
export const QUIET = { logLevel: 'off' };

/** Loads Twilio's SDK. @returns {Promise<VideoSdk>} */
export async function loadSdk() {
  const video = (await withoutEvaluation(() => import('twilio-video'))).default;
  return {
    connect: video.connect,
    createLocalTracks: video.createLocalTracks,
    screenTrack: (track, options) =>
      new video.LocalVideoTrack(track, /** @type {any} */ (options)),
  };
}

/** What the SDK makes a function of while it loads, for an extra that is not used here. */
const EVALUATED = 'return import(url);';

/**
 * Loads without evaluating a text: a strict content security policy forbids it, and the SDK would fail
 * for something that nobody needs.
 * @template T
 * @param {() => Promise<T>} load
 * @returns {Promise<T>}
 */
async function withoutEvaluation(load) {
  const original = globalThis.Function;
  /** @param {Function} target @param {any[]} given */
  const make = (target, given) =>
    given[1] === EVALUATED ? () => Promise.reject(new Error('not available')) : Reflect.construct(target, given);
  // Minifiers leave out the "new".
  globalThis.Function = /** @type {FunctionConstructor} */ (
    new Proxy(original, { construct: make, apply: (target, _, given) => make(target, given) })
  );
  try {
    return await load();
  } finally {
    globalThis.Function = original;
  }
}

/**
 * Options of the SDK's connect: Twilio's own edge, or the one that the server named.
 * @param {string | undefined} signaling
 */
export function edgeOptions(signaling) {
  return signaling ? { wsServer: `${signaling}/signaling`, insights: false, iceServers: [] } : {};
}
