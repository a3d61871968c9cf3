/**
 * Milliseconds to wait before attempt number `attempt` (from 1): exponential backoff from a second to
 * half a minute, with full jitter, and never less than the server's `Retry-After`.
 * @param {number} attempt
 * @param {number} [retryAfter] seconds
 * @param {() => number} [random]
 */
export function backoff(attempt, retryAfter = 0, random = Math.random) {
  const most = Math.min(30_000, 1_000 * 2 ** (attempt - 1));
  return Math.max(retryAfter * 1_000, 250 + random() * most);
}
