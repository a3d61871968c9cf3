/** Sentences for the reasons why a room ends or cannot be joined, by stable code. */
export const REASONS = {
  left: 'You left the call.',
  'room-ended': 'The call has ended.',
  'joined-elsewhere': 'You joined this call on another device.',
  'room-full': 'This call is full.',
  'connection-lost': 'The connection was lost.',
  refused: 'The video service does not let you in right now. Please try again later.',
  unreachable: 'The video service could not be reached. Please try again.',
  'camera-or-microphone': 'Camera and microphone may not be used. Allow them in the browser and try again.',
  'no-microphone': 'No microphone was found. Connect one and try again.',
  'device-busy': 'Camera or microphone are in use by another program.',
  insecure: 'Calls need a secure page (https).',
  unsupported: 'This browser cannot make video calls.',
};

/** Twilio's error codes (video, 53xxx and 20xxx), grouped by their meaning for the user. */
const BY_CODE = {
  53205: 'joined-elsewhere',
  53105: 'room-full',
  53206: 'room-full',
  53118: 'room-ended',
  53216: 'room-ended',
  53100: 'unreachable',
  53106: 'unreachable',
  53000: 'unreachable',
  53001: 'connection-lost',
  53002: 'connection-lost',
  53204: 'connection-lost',
  53405: 'connection-lost',
  20101: 'refused',
  20104: 'refused',
};

/** Reasons that end a call normally. */
const ENDS = ['room-ended', 'joined-elsewhere', 'left'];

/** @param {string} reason */
export const isEnd = (reason) => ENDS.includes(reason);

/** Names of the browser's errors when it opens media. */
const BY_NAME = {
  NotAllowedError: 'camera-or-microphone',
  NotFoundError: 'no-microphone',
  NotReadableError: 'device-busy',
};

/**
 * The stable code for an error of the SDK, the browser or the API.
 * @param {any} error
 * @returns {string}
 */
export function reasonOf(error) {
  const byCode = /** @type {Record<string, string>} */ (BY_CODE)[error?.code];
  const byName = /** @type {Record<string, string>} */ (BY_NAME)[error?.name];
  return byCode ?? byName ?? (typeof error?.code === 'string' ? error.code : 'internal');
}
