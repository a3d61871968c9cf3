import { wire } from './wire.js';

/** Alice, opened as told, and bob, ready to call one another. */
export async function pair(sitDown, options) {
  const alice = await sitDown('alice', options);
  const bob = await sitDown('bob');
  await alice.page.getByLabel('Call whom').fill(bob.identity);
  await Promise.all([alice.is('voice', 'ready'), bob.is('voice', 'ready')]);
  return { alice, bob };
}

/** Alice and bob in a call. */
export async function connected(sitDown, options) {
  const people = await pair(sitDown, options);
  await talk(people);
  return people;
}

/** Lets alice call bob. */
export async function talk({ alice, bob }) {
  await alice.press('Voice Call');
  await bob.press('Accept');
  await Promise.all([alice.is('voice', 'connected'), bob.is('voice', 'connected')]);
}

/** People who meet in a room of their own, the first of them opened as told. */
export async function meet(sitDown, room, names, options) {
  const people = [];
  for (const name of names) {
    const person = await sitDown(name, people.length === 0 ? options : undefined);
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
