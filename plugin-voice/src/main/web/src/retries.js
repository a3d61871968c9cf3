import { ApiError } from '@switchboard/client';

/** Failures that may be gone at the next attempt. */
const TRANSIENT = [
  'network', 'timeout', 'rate_limited', 'overloaded', 'internal', 'provider_busy', 'authentication_unavailable',
];

/**
 * Whether a retry cannot help, because the user or the app has to act.
 * @param {any} error
 */
export function isPermanent(error) {
  if (error?.code === 'insecure' || error?.code === 'unsupported') return true;
  return error instanceof ApiError && !TRANSIENT.includes(error.code) && !error.retryAfter;
}

/**
 * Adds a timeout to work: the SDK waits forever for an unreachable edge.
 * @template T
 * @param {number} milliseconds
 * @param {Promise<T>} work
 * @returns {Promise<T>}
 */
export function withTimeout(milliseconds, work) {
  /** @type {ReturnType<typeof setTimeout>} */
  let timer;
  const limit = new Promise((_, reject) => {
    timer = setTimeout(() => reject({ code: 'unreachable' }), milliseconds);
  });
  return /** @type {Promise<T>} */ (Promise.race([work, limit]).finally(() => clearTimeout(timer)));
}
