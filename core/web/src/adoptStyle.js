const KEY = Symbol.for('app.pizoo.switchboard.styles');
const shared = /** @type {Record<symbol, Set<string> | undefined>} */ (/** @type {unknown} */ (globalThis));

/**
 * Adds a style sheet to the page, once even if several packages contain it. A constructed sheet works
 * under a strict content security policy and needs no import in the app.
 * @param {string} text
 */
export function adoptStyle(text) {
  if (!globalThis.document?.adoptedStyleSheets) return;
  const known = (shared[KEY] ??= new Set());
  if (known.has(text)) return;
  known.add(text);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}
