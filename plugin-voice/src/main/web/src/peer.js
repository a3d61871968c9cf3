/**
 * The caller as users know them: the name that the server passes on, else the number.
 * @param {any} call the SDK's incoming call
 * @returns {string}
 */
export function peerOf(call) {
  const name = call.customParameters?.get?.('callerIdentity');
  if (name) return name;
  return String(call.parameters?.From ?? '').replace(/^client:/, '');
}

/** The text direction of a peer: numbers do not define one. @param {string} peer */
export const directionOf = (peer) => (peer.startsWith('+') ? 'ltr' : 'auto');
