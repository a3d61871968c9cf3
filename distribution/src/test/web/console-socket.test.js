import assert from 'node:assert/strict';
import { enter, holdTime, meet, talk, throughWire, tile } from './harness/console.js';
import { scenario } from './harness/scenario.js';
import { until } from './harness/until.js';

/** What the browser itself writes when a socket cannot be opened. */
const SOCKET = /WebSocket connection to/;

/** Somebody whose way to the edge can be cut, or is so from the beginning, and time moved ahead. */
async function onWire(t, openConsole, kind, { cut = false } = {}) {
  // The console's policy allows no socket but the box's own.
  const alice = await openConsole('alice', { at: 'about:blank', bypassCSP: true });
  alice.watch.expect(SOCKET);
  const line = await throughWire(alice, kind);
  t.after(line.stop);
  if (cut) line.cut();
  await alice.page.clock.install();
  await alice.page.goto(`${alice.product.box}/?as=${alice.identity}`);
  return { alice, line };
}

/**
 * Lets time pass in a page until it shows something, and stand still then: what goes away by itself
 * could be over before it is looked at.
 */
async function waitsUntilShown({ page }, text) {
  await page.clock.pauseAt((await page.evaluate(() => Date.now())) + 5_000);
  await until(async () => {
    if ((await page.getByText(text).count()) > 0) return true;
    await page.clock.fastForward(5_000);
    return false;
  });
}

async function callOnWire(t, openConsole) {
  const { alice, line } = await onWire(t, openConsole, 'voice');
  const bob = await openConsole('bob');
  await alice.page.getByLabel('Call whom').fill(bob.identity);
  await Promise.all([alice.is('voice', 'ready'), bob.is('voice', 'ready')]);
  await talk({ alice, bob });
  await bob.hears();
  return { alice, bob, line };
}

scenario('a call whose socket is cut is heard meanwhile, and connected again', async ({ openConsole, t }) => {
  const { alice, bob, line } = await callOnWire(t, openConsole);
  line.cut();
  await alice.is('voice', 'reconnecting');
  await holdTime(alice);
  await alice.page.locator('.switchboard-status', { hasText: 'Reconnecting …' }).waitFor();
  assert.deepEqual(await alice.barriers(), []);
  await Promise.all([alice.hears(), bob.hears()]);
  line.mend();
  await alice.page.clock.resume();
  await alice.is('voice', 'connected');
  await Promise.all([alice.hears(), bob.hears()]);
  await bob.press('End Call');
  await alice.shows('The call has ended.');
  await alice.is('voice', 'ready');
});

scenario('a call whose socket stays cut fails, and another one can be tried', async ({ openConsole, box, t }) => {
  const { alice, bob, line } = await callOnWire(t, openConsole);
  line.cut();
  await alice.is('voice', 'reconnecting');
  await alice.page.clock.fastForward(31_000);
  await alice.is('voice', 'failed');
  await alice.shows('The connection was lost.');
  assert.deepEqual(await alice.barriers(), []);
  await box.advance(31);
  await bob.is('voice', 'ended');
  await waitsUntilShown(alice, 'The phone service could not be reached. Please try again.');
  line.mend();
  await alice.page.clock.resume();
  await Promise.all([alice.is('voice', 'ready'), bob.is('voice', 'ready')]);
  await talk({ alice, bob });
  await Promise.all([alice.hears(), bob.hears()]);
});

async function roomOnWire(t, openConsole, room) {
  const { alice, line } = await onWire(t, openConsole, 'video');
  await enter(alice, room);
  const [bob] = await meet(openConsole, room, ['bob']);
  // What is being negotiated when a socket breaks has to wait.
  await Promise.all([alice.receivesMore('video'), bob.receivesMore('video')]);
  return { alice, bob, line };
}

scenario('a room whose socket is cut is seen meanwhile, and connected again', async ({ openConsole, t }) => {
  const { alice, bob, line } = await roomOnWire(t, openConsole, 'cut-and-back');
  line.cut();
  await alice.is('video', 'reconnecting');
  await holdTime(alice);
  await alice.page.locator('.switchboard-overlay', { hasText: 'Reconnecting …' }).waitFor();
  await tile(bob, alice).getByText('Reconnecting …').waitFor();
  assert.deepEqual(await alice.barriers(), []);
  assert.deepEqual(await bob.barriers(), []);
  await Promise.all([alice.receivesMore('video'), bob.receivesMore('video')]);
  line.mend();
  await alice.page.clock.resume();
  await alice.is('video', 'connected');
  await tile(bob, alice).getByText('Reconnecting …').waitFor({ state: 'detached' });
  await Promise.all([alice.receivesMore('video'), bob.hears()]);
});

scenario('a room whose socket stays cut fails, and can be joined again', async ({ openConsole, box, t }) => {
  const { alice, bob, line } = await roomOnWire(t, openConsole, 'cut-for-good');
  line.cut();
  await alice.is('video', 'reconnecting');
  await alice.page.clock.fastForward(31_000);
  await alice.is('video', 'failed');
  await alice.shows('The connection was lost.');
  assert.deepEqual(await alice.barriers(), []);
  await box.advance(31);
  await tile(bob, alice).waitFor({ state: 'detached' });
  line.mend();
  await alice.press('Try again');
  await alice.is('video', 'connected');
  await Promise.all([alice.receivesMore('video'), bob.receivesMore('video')]);
});

scenario('an unreachable edge is reported, and retried by hand', async ({ openConsole, t }) => {
  const { alice, line } = await onWire(t, openConsole, 'voice', { cut: true });
  await alice.is('voice', 'starting');
  await waitsUntilShown(alice, 'The phone service could not be reached. Please try again.');
  await alice.is('voice', 'failed');
  line.mend();
  await alice.page.clock.resume();
  await alice.is('voice', 'ready');
  const { alice: carol, line: other } = await onWire(t, openConsole, 'video', { cut: true });
  await carol.press('Video Call');
  await carol.is('video', 'failed');
  await carol.shows('The video service could not be reached. Please try again.');
  assert.deepEqual(await carol.barriers(), []);
  other.mend();
  await carol.press('Try again');
  await carol.is('video', 'connected');
});
