import { shot } from './studio.js';

const FORM = '.switchboard-verification';

/** Every state of the verification form. */
export async function verify(studio, album) {
  const keep = async (state, person) => album.keep(`verify-${state}`, await shot(person, FORM));
  const number = (person, text) => person.page.getByLabel('Phone number').fill(text);
  const code = (person, text) => person.page.getByLabel('Code', { exact: true }).fill(text);

  const alice = await studio.seat('alice');
  await alice.is('verification', 'asking');
  await keep('asking', alice);
  await number(alice, '12');
  await alice.press('Send code');
  await alice.page.locator(`${FORM} [data-invalid="true"]`).waitFor();
  await keep('invalid', alice);
  await number(alice, '+12025550123');
  const held = await hold(alice, '**/api/auth/verify/start');
  await alice.press('Send code');
  await alice.is('verification', 'sending');
  await keep('sending', alice);
  await held.go();
  await alice.is('verification', 'code');
  await keep('code', alice);
  await code(alice, '999999');
  await alice.press('Verify');
  await alice.shows('This code is not right');
  await keep('wrong-code', alice);
  await code(alice, '123456');
  const checked = await hold(alice, '**/api/auth/verify/check');
  await alice.press('Verify');
  await alice.is('verification', 'checking');
  await keep('checking', alice);
  await checked.go();
  await alice.is('verification', 'verified');
  await keep('verified', alice);

  const dark = await studio.seat('carol', { colorScheme: 'dark' });
  await number(dark, '+12025550124');
  await dark.press('Send code');
  await dark.is('verification', 'code');
  await keep('code-dark', dark);
  await studio.clear();
}

/** Holds a request of a page back until it may go. */
async function hold({ page }, address) {
  const asked = Promise.withResolvers?.() ?? later();
  await page.route(address, asked.resolve);
  return {
    go: async () => {
      await (await asked.promise).continue();
      await page.unroute(address);
    },
  };
}

function later() {
  let resolve;
  const promise = new Promise((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
