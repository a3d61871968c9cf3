/**
 * Who calls, as a person knows them: the name that the server hands over, else the number.
 * @param {any} call the SDK's incoming call
 * @returns {string}
 */
export function peerOf(call) {
  const told = call.customParameters?.get?.('callerIdentity');
  if (told) return told;
  return String(call.parameters?.From ?? '').replace(/^client:/, '');
}

/** Which way a peer is written: a number has no direction of its own. @param {string} peer */
export const directionOf = (peer) => (peer.startsWith('+') ? 'ltr' : 'auto');
