/**
 * What a session needs of Twilio's SDK; a test gives its own.
 *
 * @typedef {object} VideoSdk
 * @property {(token: string, options: object) => Promise<any>} connect
 * @property {(options: object) => Promise<any[]>} createLocalTracks
 * @property {(track: MediaStreamTrack, options: object) => any} screenTrack
 */

/** Loads Twilio's SDK. @returns {Promise<VideoSdk>} */
export async function loadSdk() {
  const video = (await import('twilio-video')).default;
  return {
    connect: video.connect,
    createLocalTracks: video.createLocalTracks,
    screenTrack: (track, options) =>
      new video.LocalVideoTrack(track, /** @type {any} */ (options)),
  };
}

/**
 * Options of the SDK's connect: Twilio's own edge, or the one that the server named.
 * @param {string | undefined} signaling
 */
export function edgeOptions(signaling) {
  return signaling ? { wsServer: `${signaling}/signaling`, insights: false, iceServers: [] } : {};
}
