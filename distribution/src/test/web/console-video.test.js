import assert from 'node:assert/strict';
import { meet, tile } from './harness/console.js';
import { scenario } from './harness/scenario.js';

scenario('two people see and hear each other', async ({ openConsole }) => {
  const [alice, bob] = await meet(openConsole, 'see', ['alice', 'bob']);
  await tile(alice, bob).locator('video').waitFor();
  for (const person of [alice, bob]) {
    await person.receivesMore('video');
    await person.receivesMore('audio');
  }
  await alice.shows(`${bob.identity} joined`);
  await tile(alice, bob).locator('.switchboard-bars').waitFor();
  await alice.page.locator('.switchboard-own .switchboard-bars').waitFor();
  await alice.page.locator(`figure[data-identity="${bob.identity}"][data-speaking="true"]`).waitFor();
  assert.deepEqual(await alice.barriers(), []);
  await bob.press('Leave call');
  await bob.is('video', 'ended');
  await alice.shows(`${bob.identity} left`);
  await alice.shows('Nobody else is here yet.');
  assert.deepEqual(await alice.barriers(), []);
});

scenario('mute and camera are seen on the other side', async ({ openConsole }) => {
  const [alice, bob] = await meet(openConsole, 'mute', ['alice', 'bob']);
  await tile(bob, alice).locator('video').waitFor();
  await alice.press('Mute');
  await tile(bob, alice).getByLabel('muted').waitFor();
  await alice.press('Turn camera off');
  await tile(bob, alice).getByLabel(/no picture/).waitFor();
  assert.deepEqual(await bob.barriers(), []);
  await alice.press('Turn camera off');
  await tile(bob, alice).locator('video').waitFor();
  await alice.press('Mute');
  await tile(bob, alice).getByLabel('muted').waitFor({ state: 'detached' });
});

scenario('a screen is shown beside its owner, and can be taken back', async ({ openConsole }) => {
  const [alice, bob] = await meet(openConsole, 'screen', ['alice', 'bob']);
  const screen = bob.page.getByLabel(`Screen of ${alice.identity}`);
  await alice.press('Share screen');
  await screen.waitFor();
  assert.equal(await alice.page.getByRole('button', { name: 'Share screen' }).getAttribute('aria-pressed'), 'true');
  assert.deepEqual(await bob.barriers(), []);
  await alice.press('Share screen');
  await screen.waitFor({ state: 'detached' });
});

scenario('three people fit on a telephone', async ({ openConsole }) => {
  const narrow = { viewport: { width: 360, height: 780 } };
  const [alice] = await meet((name) => openConsole(name, narrow), 'three', ['alice', 'bob', 'carol']);
  await alice.page.locator('.switchboard-grid figure video').nth(1).waitFor();
  assert.equal(await alice.page.evaluate(() => document.documentElement.scrollWidth), 360);
  assert.deepEqual(await alice.barriers(), []);
});

scenario('who joins twice is informed on the older page', async ({ openConsole }) => {
  const [alice, bob] = await meet(openConsole, 'twice', ['alice', 'bob']);
  const again = await openConsole('alice', { as: alice });
  await again.page.getByLabel('Room').fill('twice');
  await again.press('Video Call');
  await again.is('video', 'connected');
  await alice.shows('You joined this call on another device.');
  await tile(bob, alice).locator('video').waitFor();
});

scenario('a page that is closed leaves no ghost in the room', async ({ openConsole }) => {
  const [alice, bob] = await meet(openConsole, 'ghost', ['alice', 'bob']);
  await tile(alice, bob).waitFor();
  await bob.page.close({ runBeforeUnload: false });
  await tile(alice, bob).waitFor({ state: 'detached' });
});

scenario('a call by voice and one by video go on side by side', async ({ openConsole }) => {
  const [alice, bob] = await meet(openConsole, 'both', ['alice', 'bob']);
  await alice.page.getByLabel('Call whom').fill(bob.identity);
  await Promise.all([alice.is('voice', 'ready'), bob.is('voice', 'ready')]);
  await alice.press('Voice Call');
  await bob.press('Accept');
  await alice.is('voice', 'connected');
  await alice.is('video', 'connected');
  await alice.press('Leave call');
  await bob.receivesMore('audio');
  await alice.is('voice', 'connected');
});
