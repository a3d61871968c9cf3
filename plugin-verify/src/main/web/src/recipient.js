const E164 = /^\+[1-9]\d{6,14}$/;

/**
 * Converts what users type to E.164: removes spaces, dots, hyphens and parentheses, and reads a
 * leading 00 as +. A number without a country code gets the given one.
 *
 * @param {string} typed
 * @param {string} [country] calling code such as +49, put before national numbers
 * @returns {string | null} null if the text cannot be a number
 */
export function toE164(typed, country = '') {
  const bare = typed.replace(/[\s().\-/]/g, '').replace(/^00/, '+');
  const whole = bare.startsWith('+') ? bare : country + bare.replace(/^0/, '');
  return E164.test(whole) ? whole : null;
}

/**
 * Whether a text can be an email address; the server validates it.
 * @param {string} typed
 */
export function isMailAddress(typed) {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(typed.trim());
}
