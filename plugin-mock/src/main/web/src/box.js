/**
 * Asks the box, which serves this page.
 * @param {string} method
 * @param {string} path
 * @param {object} [body]
 * @returns {Promise<any>} the answer's JSON, or null where there is none
 * @throws {Error} with a sentence for the person
 */
export async function box(method, path, body) {
  let response;
  try {
    response = await fetch(path, {
      method,
      headers: body ? { 'Content-Type': 'application/json' } : {},
      body: body && JSON.stringify(body),
    });
  } catch {
    throw new Error('The box does not answer. Does it still run?');
  }
  const answer = await response.json().catch(() => null);
  if (!response.ok) throw new Error(answer?.message ?? `The box answered ${response.status}.`);
  return answer;
}

/** A token of the app's for somebody. @param {string} identity @returns {Promise<string>} */
export async function login(identity) {
  return (await box('POST', '/box/login', { identity })).token;
}
