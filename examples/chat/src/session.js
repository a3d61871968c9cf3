/** Who is signed in: in this example the user that the address names. */
const query = new URLSearchParams(location.search);
export const user = { id: query.get('user') ?? 'alice' };
export const match = { id: query.get('match') ?? 'abc', other: { id: query.get('other') ?? 'bob' } };

/** The app's own token for the user. Your backend signs it; here the box does, in development only. */
export async function appToken() {
  const box = import.meta.env.VITE_BOX ?? 'http://127.0.0.1:8081';
  const answer = await fetch(`${box}/box/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ identity: user.id }),
  });
  return (await answer.json()).token;
}
