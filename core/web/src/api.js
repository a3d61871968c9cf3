/** An error response of the API, or a failure to reach it. */
export class ApiError extends Error {
  /**
   * @param {string} code stable code of the server, or `network` or `timeout`
   * @param {object} [more]
   * @param {string} [more.detail] the server's sentence
   * @param {string} [more.field] the field at fault
   * @param {number} [more.retryAfter] seconds until a retry can succeed
   */
  constructor(code, { detail = '', field = '', retryAfter = 0 } = {}) {
    super(detail || code);
    this.name = 'ApiError';
    this.code = code;
    this.field = field;
    this.retryAfter = retryAfter;
  }
}

/**
 * Posts JSON with the app's token and returns the object of the response.
 * @param {import('./config.js').SwitchboardConfig} config
 * @param {string} path
 * @param {object} body
 * @param {{ signal?: AbortSignal, timeout?: number }} [options] timeout in milliseconds
 * @returns {Promise<any>}
 * @throws {ApiError}
 */
export async function postJson(config, path, body, { signal, timeout = 15_000 } = {}) {
  const limit = AbortSignal.timeout(timeout);
  const stop = signal ? AbortSignal.any([signal, limit]) : limit;
  /** @type {Record<string, string>} */
  const headers = { 'Content-Type': 'application/json' };
  let failed = false;
  const asked = (async () => config.getAuthToken?.())().catch(() => void (failed = true));
  const late = new Promise((_, reject) => stop.addEventListener('abort', reject));
  let response;
  try {
    const token = await Promise.race([asked, late]);
    if (token) headers.Authorization = `Bearer ${token}`;
    response = await fetch(`${(config.baseUrl ?? '').replace(/\/+$/, '')}${path}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
      signal: stop,
    });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new ApiError(limit.aborted ? 'timeout' : 'network');
  }
  const answer = await response.json().catch(() => ({}));
  if (response.ok) return answer;
  // Without the app's token, only requests that require one fail.
  const code = failed && answer.code === 'token_missing' ? 'authentication_unavailable' : answer.code;
  throw new ApiError(code ?? 'internal', {
    detail: answer.detail,
    field: answer.field,
    retryAfter: Number(response.headers.get('Retry-After')) || 0,
  });
}
