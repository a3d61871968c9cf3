import { QUIET } from './sdk.js';

/**
 * Opens microphone and camera; without a camera the call is voice-only.
 * @param {import('./sdk.js').VideoSdk} sdk
 * @returns {Promise<any[]>} local tracks
 */
export async function openLocalMedia(sdk) {
  const audio = { name: 'microphone' };
  try {
    const video = { name: 'camera', width: 640, height: 480, frameRate: 24 };
    return await sdk.createLocalTracks({ audio, video, ...QUIET });
  } catch (error) {
    const name = /** @type {any} */ (error).name;
    if (!['NotFoundError', 'NotReadableError', 'OverconstrainedError'].includes(name)) throw error;
    return sdk.createLocalTracks({ audio, video: false, ...QUIET });
  }
}

/** Stops tracks. @param {any[]} tracks */
export function stopTracks(tracks) {
  for (const track of tracks) track.stop?.();
}
