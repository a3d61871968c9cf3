export { configureSwitchboard, useSwitchboardConfig, resolveConfig } from './config.js';
export { postJson, ApiError } from './api.js';
export { adoptStyle } from './adoptStyle.js';
export { announce, notifyApp } from './announce.js';
export { Store } from './store.js';
export { backoff } from './backoff.js';
export { explain } from './explain.js';
export { Icon } from './Icon.jsx';
export { RoundButton } from './RoundButton.jsx';
export { once } from './once.js';
export { clock } from './clock.js';
export { useKeepFocus } from './useKeepFocus.js';

/**
 * @typedef {import('./config.js').SwitchboardConfig} SwitchboardConfig
 * @typedef {import('./config.js').CallEvent} CallEvent
 * @typedef {import('./config.js').Notice} Notice
 */
