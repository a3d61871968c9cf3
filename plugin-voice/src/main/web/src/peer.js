/**
 * Who calls, as a person knows them: the name that the server hands over, else the number.
 * @param {any} call the SDK's incoming call
 * @returns {string}
 */
export function peerOf(call) {
  const name = call.customParameters?.get?.('callerIdentity');
  if (name) return name;
  return String(call.parameters?.From ?? '').replace(/^client:/, '');
}

/** Which way a peer is written: a number has no direction of its own. @param {string} peer */
export const directionOf = (peer) => (peer.startsWith('+') ? 'ltr' : 'auto');
