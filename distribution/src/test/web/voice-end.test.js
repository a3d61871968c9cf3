import assert from 'node:assert/strict';
import { scenario } from './harness/scenario.js';
import { COMPLAINTS, connected, dial, hears, pair, saw, voice } from './harness/voice.js';

async function endsWith(caller, code) {
  assert.equal((await saw(caller, 'error')).code, code);
  await saw(caller, 'disconnect');
  assert.equal(await caller.run(() => globalThis.phone.saw('accept')), undefined);
}

scenario('the callee declines', async ({ visit }) => {
  const [alice, bob] = await pair(visit);
  alice.watch.expect(COMPLAINTS);
  await dial(alice, bob.identity);
  await saw(bob, 'incoming');
  await bob.run(() => globalThis.phone.call.reject());
  await saw(bob, 'reject');
  await endsWith(alice, 31603);
});

scenario('the caller cancels while it rings', async ({ visit }) => {
  const [alice, bob] = await pair(visit);
  await dial(alice, bob.identity);
  await saw(bob, 'incoming');
  await saw(alice, 'ringing');
  await alice.run(() => globalThis.phone.call.disconnect());
  await saw(bob, 'cancel');
  await saw(alice, 'disconnect');
});

scenario('a callee of that name is not present', async ({ visit }) => {
  const alice = await voice(await visit('alice'));
  alice.watch.expect(COMPLAINTS);
  await dial(alice, 'nobody_at_all');
  await endsWith(alice, 31404);
});

scenario('nobody answers until the time is over', async ({ visit, box }) => {
  const [alice, bob] = await pair(visit);
  alice.watch.expect(COMPLAINTS);
  await dial(alice, bob.identity);
  await saw(bob, 'incoming');
  await saw(alice, 'ringing');
  await box.advance(120);
  await endsWith(alice, 31480);
  await saw(bob, 'cancel');
});

scenario('a device in a call lets a second caller ring until the timeout', async ({ visit, box }) => {
  const [alice, bob] = await pair(visit);
  const carol = await voice(await visit('carol'));
  carol.watch.expect(COMPLAINTS);
  await connected(alice, bob);
  await dial(carol, bob.identity);
  await saw(carol, 'ringing');
  await box.advance(120);
  await endsWith(carol, 31480);
  await hears(alice);
});
