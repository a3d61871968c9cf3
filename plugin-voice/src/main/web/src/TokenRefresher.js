import { backoff, postJson } from '@switchboard/client';

/**
 * @typedef {object} VoiceToken
 * @property {string} token access token for Twilio's SDK
 * @property {number} expires_in seconds it is valid
 * @property {string} [signaling] address of the edge in development; default: Twilio's
 */

/**
 * Fetches access tokens and refreshes them in time: a minute before expiry, or after four fifths of a
 * short lifetime. Timers stop while a computer sleeps, so the time is checked again when the page
 * becomes visible or the network returns.
 */
export class TokenRefresher {
  #stopped = new AbortController();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #refreshAt = Infinity;
  #refreshing = false;
  /** @type {() => Promise<VoiceToken>} */
  #fetch;
  /** @type {(token: string) => void} */
  #onToken;

  /**
   * @param {() => import('@switchboard/client').SwitchboardConfig} config returns the current configuration
   * @param {string | undefined} identity
   * @param {(token: string) => void} onToken called with every token after the first
   */
  constructor(config, identity, onToken) {
    const body = identity ? { identity } : {};
    const { signal } = this.#stopped;
    this.#fetch = () => postJson(config(), '/api/twilio/voice/token', body, { signal });
    this.#onToken = onToken;
    globalThis.addEventListener?.('online', this.check, { signal });
    globalThis.document?.addEventListener('visibilitychange', this.check, { signal });
  }

  /** The first token. @returns {Promise<VoiceToken>} */
  async first() {
    const answer = await this.#fetch();
    this.#schedule(answer.expires_in);
    return answer;
  }

  /** Fetches a new token if one is due. */
  check = () => {
    if (Date.now() >= this.#refreshAt) void this.refresh();
  };

  /** Fetches a new token now; retries until it succeeds or {@link stop} is called. */
  async refresh() {
    if (this.#refreshing) return;
    this.#refreshing = true;
    for (let attempt = 1; !this.#stopped.signal.aborted; attempt++) {
      try {
        const answer = await this.#fetch();
        this.#schedule(answer.expires_in);
        this.#onToken(answer.token);
        break;
      } catch (error) {
        if (this.#stopped.signal.aborted) break;
        await this.#wait(backoff(attempt, /** @type {any} */ (error).retryAfter));
      }
    }
    this.#refreshing = false;
  }

  stop() {
    this.#stopped.abort();
    clearTimeout(this.#timer);
  }

  /** @param {number} lifetime seconds */
  #schedule(lifetime) {
    const wait = Math.max(lifetime - 60, lifetime * 0.8) * 1_000;
    this.#refreshAt = Date.now() + wait;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.check, Math.min(wait, 2 ** 31 - 1));
  }

  /** @param {number} milliseconds */
  #wait(milliseconds) {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.#stopped.signal.addEventListener('abort', () => {
        clearTimeout(timer);
        resolve(undefined);
      });
    });
  }
}
