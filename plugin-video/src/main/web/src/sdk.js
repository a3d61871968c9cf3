/**
 * The functions of Twilio's SDK that a session needs; tests replace them.
 *
 * @typedef {object} VideoSdk
 * @property {(token: string, options: object) => Promise<any>} connect
 * @property {(options: object) => Promise<any[]>} createLocalTracks
 * @property {(track: MediaStreamTrack, options: object) => any} screenTrack
 */

/** The button reports errors; without this the SDK logs them to the console as well. */
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

/** The source text that the SDK evaluates while it loads, for a feature that is not used here. */
const EVALUATED = 'return import(url);';

/**
 * Loads the SDK without evaluating source text. A strict content security policy forbids that, and
 * the SDK would fail to load because of a feature that is not used.
 * @template T
 * @param {() => Promise<T>} load
 * @returns {Promise<T>}
 */
async function withoutEvaluation(load) {
  const original = globalThis.Function;
  /** @param {Function} target @param {any[]} given */
  const make = (target, given) =>
    given[1] === EVALUATED ? () => Promise.reject(new Error('not available')) : Reflect.construct(target, given);
  // Minifiers remove the "new".
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
 * Options of the SDK's connect: Twilio's edge, or the one that the server named.
 * @param {string | undefined} signaling
 */
export function edgeOptions(signaling) {
  return signaling ? { wsServer: `${signaling}/signaling`, insights: false, iceServers: [] } : {};
}
