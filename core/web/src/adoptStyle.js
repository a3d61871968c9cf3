const KEY = Symbol.for('app.pizoo.switchboard.styles');
const shared = /** @type {Record<symbol, Set<string> | undefined>} */ (/** @type {unknown} */ (globalThis));

/**
 * Gives the page a style sheet, once however many packages bring it along. A constructed sheet needs
 * no leave from a content security policy, and no import in the app.
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
