import { wire } from './wire.js';

/** Alice, opened as asked, and bob, ready to call one another. */
export async function pair(openConsole, options) {
  const alice = await openConsole('alice', options);
  const bob = await openConsole('bob');
  await alice.page.getByLabel('Call whom').fill(bob.identity);
  await Promise.all([alice.is('voice', 'ready'), bob.is('voice', 'ready')]);
  return { alice, bob };
}

/** Alice and bob in a call. */
export async function connected(openConsole, options) {
  const people = await pair(openConsole, options);
  await talk(people);
  return people;
}

/** Lets alice call bob. */
export async function talk({ alice, bob }) {
  await alice.press('Voice Call');
  await bob.press('Accept');
  await Promise.all([alice.is('voice', 'connected'), bob.is('voice', 'connected')]);
}

/** Users who meet in a separate room; the first of them is opened with the options. */
export async function meet(openConsole, room, names, options) {
  const people = [];
  for (const name of names) {
    const person = await openConsole(name, people.length === 0 ? options : undefined);
    await enter(person, room);
    people.push(person);
  }
  return people;
}

export async function enter(person, room) {
  await person.page.getByLabel('Room').fill(room);
  await person.press('Video Call');
  await person.is('video', 'connected');
}

/** The picture of somebody in front of somebody else. */
export const tile = (person, of) => person.page.locator(`figure[data-identity="${of.identity}"]`);

/**
 * Holds the time in a page whose clock is installed, until `resume`: what the page waits for does not
 * run out while a slow machine looks at it.
 */
export async function holdTime({ page }) {
  // A moment ahead, since the page's clock runs until it is paused.
  await page.clock.pauseAt((await page.evaluate(() => Date.now())) + 3_000);
}

/** Lets a page that is opened afterwards reach the box's edge through a wire that can be cut. */
export async function throughWire(person, kind) {
  const line = await wire(person.product.box);
  await person.context.route(`**/api/twilio/${kind}/token`, async (route) => {
    const response = await route.fetch();
    if (!response.ok()) return route.fulfill({ response });
    return route.fulfill({ response, json: { ...(await response.json()), signaling: line.address } });
  });
  return line;
}
