import { postJson } from '@switchboard/client';
import { edgeOptions, QUIET } from './sdk.js';

const JOIN_TIMEOUT = 30_000;

/**
 * Fetches a token and joins its room, with a timeout.
 * @param {import('./sdk.js').VideoSdk} sdk
 * @param {import('@switchboard/client').SwitchboardConfig} config
 * @param {{ room: string, identity?: string }} who
 * @param {any[]} tracks local tracks
 * @param {() => boolean} late whether the user has left meanwhile
 * @returns {Promise<any>} the SDK's room
 */
export async function joinRoom(sdk, config, { room, identity }, tracks, late) {
  const path = '/api/twilio/video/token';
  const answer = await postJson(config, path, identity ? { identity, room } : { room });
  const joining = sdk.connect(answer.token, {
    name: answer.room,
    tracks,
    ...QUIET,
    dominantSpeaker: true,
    networkQuality: { local: 1, remote: 1 },
    ...edgeOptions(answer.signaling),
  });
  let givenUp = false;
  // A room that opens after the timeout must be left again.
  joining.then((opened) => (givenUp || late()) && opened.disconnect()).catch(() => {});
  /** @type {ReturnType<typeof setTimeout>} */
  let timer;
  const limit = new Promise((_, reject) => {
    timer = setTimeout(() => {
      givenUp = true;
      reject({ code: 'unreachable' });
    }, JOIN_TIMEOUT);
  });
  return Promise.race([joining, limit]).finally(() => clearTimeout(timer));
}
