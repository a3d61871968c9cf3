import { useMemo } from 'react';

/** @typedef {string | null | undefined} AppToken */

/**
 * @typedef {object} SwitchboardConfig
 * @property {string} [baseUrl] address of the Switchboard server; default: this page's origin
 * @property {() => AppToken | Promise<AppToken>} [getAuthToken] the app's own JWT for the signed-in
 *   user, or nothing if no user is signed in
 * @property {(notice: Notice) => void} [notify] shows a toast; default: a built-in live region
 * @property {(event: CallEvent) => void} [onCallEvent] called for every event of a call
 * @property {Record<string, string>} [labels] words by key, for translation
 */

/**
 * @typedef {object} Notice
 * @property {'info' | 'success' | 'error'} kind
 * @property {string} text a sentence for the user
 */

/**
 * @typedef {object} CallEvent
 * @property {string} type such as `ringing`, `connected`, `ended`, `participant-joined`
 * @property {string} [sid] the call's or room's SID, for support
 * @property {string} [peer] the other party
 * @property {string} [reason] why it ended, as a stable code
 * @property {string} [device] the browser's name of the microphone or camera in use
 */

// Each package is bundled separately, and all must share one configuration.
const KEY = Symbol.for('app.pizoo.switchboard.config');
const shared = /** @type {Record<symbol, SwitchboardConfig>} */ (/** @type {unknown} */ (globalThis));

/**
 * Sets the defaults of all components; props override them. Call it once, when the app starts.
 * @param {SwitchboardConfig} config
 */
export function configureSwitchboard(config) {
  shared[KEY] = { ...shared[KEY], ...config };
}

/**
 * The configuration with a component's props applied; undefined props are ignored.
 * @param {SwitchboardConfig} [own]
 * @returns {SwitchboardConfig}
 */
export function resolveConfig(own = {}) {
  const given = Object.entries(own).filter(([, value]) => value !== undefined);
  return { ...shared[KEY], ...Object.fromEntries(given) };
}

/**
 * @param {SwitchboardConfig} own props of the component
 * @returns {SwitchboardConfig}
 */
export function useSwitchboardConfig({ baseUrl, getAuthToken, notify, onCallEvent, labels }) {
  return useMemo(
    () => resolveConfig({ baseUrl, getAuthToken, notify, onCallEvent, labels }),
    [baseUrl, getAuthToken, notify, onCallEvent, labels],
  );
}
