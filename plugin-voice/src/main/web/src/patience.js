import { ApiError } from '@switchboard/client';

/** What passes by itself. */
const PASSING = [
  'network', 'timeout', 'rate_limited', 'overloaded', 'internal', 'provider_busy', 'authentication_unavailable',
];

/**
 * Whether trying again by itself cannot help: the user or the app has to do something.
 * @param {any} error
 */
export function isLasting(error) {
  if (error?.code === 'insecure' || error?.code === 'unsupported') return true;
  return error instanceof ApiError && !PASSING.includes(error.code) && !error.retryAfter;
}

/**
 * Work that is given up after a while: the SDK waits for an edge out of reach without end.
 * @template T
 * @param {number} milliseconds
 * @param {Promise<T>} work
 * @returns {Promise<T>}
 */
export function within(milliseconds, work) {
  /** @type {ReturnType<typeof setTimeout>} */
  let timer;
  const limit = new Promise((_, reject) => {
    timer = setTimeout(() => reject({ code: 'unreachable' }), milliseconds);
  });
  return /** @type {Promise<T>} */ (Promise.race([work, limit]).finally(() => clearTimeout(timer)));
}
