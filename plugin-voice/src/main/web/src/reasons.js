/** Sentences for the reasons why a call ends or fails, by stable code. */
export const REASONS = {
  'hung-up': 'The call has ended.',
  declined: 'The call was declined.',
  busy: 'The line is busy.',
  'no-answer': 'Nobody answered.',
  unavailable: 'Nobody is there to take the call.',
  cancelled: 'The caller hung up, or you answered on another device.',
  microphone: 'The microphone may not be used. Allow it in the browser and try again.',
  'no-microphone': 'No microphone was found. Connect one and try again.',
  insecure: 'Calls need a secure page (https).',
  unsupported: 'This browser cannot make calls.',
  refused: 'The phone service does not let you in right now. Please try again later.',
  unreachable: 'The phone service could not be reached. Please try again.',
  'connection-lost': 'The connection was lost.',
};

/** Twilio's error codes (SDK error reference), grouped by their meaning for the caller. */
const BY_CODE = {
  31401: 'microphone',
  31208: 'microphone',
  31402: 'no-microphone',
  31201: 'no-microphone',
  31603: 'declined',
  31486: 'busy',
  31600: 'busy',
  31480: 'unavailable',
  31404: 'unavailable',
  31487: 'no-answer',
  31408: 'no-answer',
  31003: 'connection-lost',
  31005: 'connection-lost',
  31009: 'unreachable',
  31000: 'unreachable',
  20101: 'refused',
  20104: 'refused',
  31202: 'refused',
  31204: 'refused',
  31205: 'refused',
  53000: 'connection-lost',
  53405: 'connection-lost',
};

/**
 * The stable code for an error of the SDK, the browser or the API.
 * @param {any} error
 * @returns {string}
 */
export function reasonOf(error) {
  const byCode = /** @type {Record<string, string>} */ (BY_CODE)[error?.code];
  if (byCode) return byCode;
  const name = error?.originalError?.name ?? error?.name;
  if (name === 'NotAllowedError') return 'microphone';
  if (name === 'NotFoundError') return 'no-microphone';
  return typeof error?.code === 'string' ? error.code : 'internal';
}
