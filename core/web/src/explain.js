/** Sentences for users, by the stable code of an API failure or the reason of a call's end. */
const SENTENCES = {
  network: 'The server could not be reached. Check your connection and try again.',
  timeout: 'The server did not answer in time. Please try again.',
  request_invalid: 'Something about this request is not right.',
  token_missing: 'Please sign in first.',
  token_invalid: 'Please sign in again.',
  token_expired: 'Your session has ended. Please sign in again.',
  identity_mismatch: 'You are signed in as somebody else. Please sign in again.',
  not_permitted: 'You are not allowed to do this.',
  scope_missing: 'You are not allowed to do this.',
  rate_limited: 'That was too often. Please wait a moment.',
  overloaded: 'The server is busy. Please try again shortly.',
  provider_busy: 'The phone service is busy. Please try again shortly.',
  provider_unavailable: 'The phone service is out of reach. Please try again shortly.',
  authentication_unavailable: 'Signing in does not work right now. Please try again shortly.',
  internal: 'Something went wrong. Please try again.',
};

/**
 * The sentence for a code; `labels` may translate it under `error.<code>`.
 * @param {string} code
 * @param {Record<string, string>} [labels]
 * @param {Record<string, string>} [own] further sentences of a component
 */
export function explain(code, labels = {}, own = {}) {
  const known = /** @type {Record<string, string>} */ (SENTENCES);
  return labels[`error.${code}`] ?? own[code] ?? known[code] ?? labels['error.internal'] ?? SENTENCES.internal;
}
