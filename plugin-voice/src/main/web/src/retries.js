import { ApiError } from '@switchboard/client';

/** What may be over at the next attempt. */
const TRANSIENT = [
  'network', 'timeout', 'rate_limited', 'overloaded', 'internal', 'provider_busy', 'authentication_unavailable',
];

/**
 * Whether another attempt cannot help: the user or the app has to do something.
 * @param {any} error
 */
export function isPermanent(error) {
  if (error?.code === 'insecure' || error?.code === 'unsupported') return true;
  return error instanceof ApiError && !TRANSIENT.includes(error.code) && !error.retryAfter;
}

/**
 * Gives work a timeout: the SDK itself waits for an unreachable edge forever.
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
