import assert from 'node:assert/strict';
import { connected, meet, talk, tile } from './harness/console.js';
import { pluggable } from './harness/devices.js';
import { scenario } from './harness/scenario.js';

const unplug = (person, kind, name = '') =>
  person.page.evaluate((given) => globalThis.devices.unplug(...given), [kind, name]);
const plugIn = (person) => person.page.evaluate(() => globalThis.devices.plugIn());
const inUse = (person) => person.page.evaluate(() => globalThis.devices.inUse());

async function choose(person, microphone) {
  await person.press('Sound devices');
  await person.page.getByLabel('Microphone').selectOption({ label: microphone });
  await person.page.waitForFunction((name) => globalThis.devices.inUse().join() === name, microphone);
}

scenario('a call goes on with another microphone when its own is unplugged', async ({ openConsole }) => {
  const { alice, bob } = await connected(openConsole, { before: pluggable });
  await bob.hears();
  await unplug(alice, 'audioinput', 'Default');
  await alice.shows('The microphone in use is now Fake Audio Input 1.');
  await bob.hears();
  await alice.is('voice', 'connected');
  await choose(alice, 'Fake Audio Input 2');
  await unplug(alice, 'audioinput', 'Input 2');
  await alice.page.waitForFunction(() => globalThis.devices.inUse().join() === 'Fake Audio Input 1');
  await bob.hears();
  await alice.is('voice', 'connected');
});

scenario('who has no microphone left is informed, and is heard with the next one', async ({ openConsole }) => {
  const { alice, bob } = await connected(openConsole, { before: pluggable });
  const notice = alice.page.locator('.switchboard-lost', { hasText: 'nobody hears you' });
  await unplug(alice, 'audioinput');
  await notice.waitFor();
  await bob.hears(false);
  await alice.hears();
  assert.deepEqual(await alice.barriers(), []);
  await plugIn(alice);
  await notice.waitFor({ state: 'detached' });
  await bob.hears();
  await alice.is('voice', 'connected');
});

scenario('a chosen microphone is closed after the call, and taken for the next', async ({ openConsole }) => {
  const { alice, bob } = await connected(openConsole, { before: pluggable });
  await choose(alice, 'Fake Audio Input 2');
  await bob.hears();
  await alice.press('End Call');
  await alice.page.waitForFunction(() => globalThis.devices.inUse().length === 0);
  await alice.is('voice', 'ready');
  await talk({ alice, bob });
  assert.deepEqual(await inUse(alice), ['Fake Audio Input 2']);
  await bob.press('End Call');
  await bob.page.getByLabel('Call whom').fill(alice.identity);
  await bob.is('voice', 'ready');
  await talk({ alice: bob, bob: alice });
  assert.deepEqual(await inUse(alice), ['Fake Audio Input 2']);
  await bob.hears();
});

scenario('a camera that is unplugged is reported and seen as missing, until it is back', async ({ openConsole }) => {
  const [alice, bob] = await meet(openConsole, 'camera', ['alice', 'bob'], { before: pluggable });
  await bob.receivesMore('video');
  await unplug(alice, 'videoinput');
  await alice.shows('The camera is gone: nobody sees you.');
  await tile(bob, alice).getByLabel(/no picture/).waitFor();
  assert.deepEqual(await alice.barriers(), []);
  await alice.press('Turn camera off');
  await alice.is('video', 'connected');
  await plugIn(alice);
  await alice.shows('The camera in use is now fake_device_0.');
  await tile(bob, alice).locator('video').waitFor();
  await bob.receivesMore('video');
  await bob.hears();
});

scenario('a room goes on with another microphone when one is unplugged', async ({ openConsole }) => {
  const [alice, bob] = await meet(openConsole, 'microphone', ['alice', 'bob'], { before: pluggable });
  await bob.hears();
  await unplug(alice, 'audioinput', 'Default');
  await alice.shows('The microphone in use is now Fake Audio Input 1.');
  await bob.hears();
  await unplug(alice, 'audioinput');
  await alice.shows('The microphone is gone: nobody hears you.');
  await tile(bob, alice).getByLabel('muted').waitFor();
  await bob.hears(false);
  await plugIn(alice);
  await tile(bob, alice).getByLabel('muted').waitFor({ state: 'detached' });
  await bob.hears();
  await bob.receivesMore('video');
  await alice.press('Leave call');
  assert.deepEqual(await inUse(alice), []);
});
