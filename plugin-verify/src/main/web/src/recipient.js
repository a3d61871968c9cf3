const E164 = /^\+[1-9]\d{6,14}$/;

/**
 * The number as the server takes it (E.164), from what people type: spaces, dots, hyphens and
 * parentheses are dropped, a leading 00 means +. A number without country code gets the given one.
 *
 * @param {string} typed
 * @param {string} [country] calling code such as +49, put before national numbers
 * @returns {string | null} null if it cannot be such a number
 */
export function toE164(typed, country = '') {
  const bare = typed.replace(/[\s().\-/]/g, '').replace(/^00/, '+');
  const whole = bare.startsWith('+') ? bare : country + bare.replace(/^0/, '');
  return E164.test(whole) ? whole : null;
}

/**
 * Whether a text can be an email address; the server looks closer.
 * @param {string} typed
 */
export function isMailAddress(typed) {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(typed.trim());
}
