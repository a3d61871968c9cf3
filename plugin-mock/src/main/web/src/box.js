/**
 * Sends a request to the box, which serves this page.
 * @param {string} method
 * @param {string} path
 * @param {object} [body]
 * @returns {Promise<any>} the JSON of the response, or null if there is none
 * @throws {Error} with a sentence for the user
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
    throw new Error('The box does not respond. Is it still running?');
  }
  const answer = await response.json().catch(() => null);
  if (!response.ok) throw new Error(answer?.message ?? `The box returned ${response.status}.`);
  return answer;
}

/** Gets an app token for a user. @param {string} identity @returns {Promise<string>} */
export async function login(identity) {
  return (await box('POST', '/box/login', { identity })).token;
}
