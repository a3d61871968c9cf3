import assert from 'node:assert/strict';
import { networkInterfaces } from 'node:os';
import { scenario } from './harness/scenario.js';
import { connected, hangUp, hears, pair, saw } from './harness/voice.js';

scenario('two tabs call each other and both hear', async ({ visit }) => {
  const [alice, bob] = await pair(visit);
  await connected(alice, bob, { topic: 'tea & cake' });
  await hears(alice);
  await hears(bob);
  const incoming = await bob.run(() => ({
    from: globalThis.phone.call.parameters.From,
    topic: globalThis.phone.call.customParameters.get('topic'),
    sid: globalThis.phone.call.parameters.CallSid,
  }));
  assert.equal(incoming.from, `client:${alice.identity}`);
  assert.equal(incoming.topic, 'tea & cake');
  assert.match(incoming.sid, /^CA[0-9a-f]{32}$/);
  assert.ok(await alice.run(() => globalThis.phone.saw('ringing')), 'the caller heard ringing');
  const peers = await alice.run(() => globalThis.phone.peers());
  const own = Object.values(networkInterfaces()).flatMap((all) => all.map((one) => one.address));
  assert.notEqual(peers.length, 0);
  // One that the browser learned from packets alone has no address to show yet.
  const others = peers.filter((address) => address && !own.includes(address));
  assert.deepEqual(others, [], 'sound stays here');
  await hangUp(alice, bob);
});

scenario('a muted caller is not heard until unmuted', async ({ visit }) => {
  const [alice, bob] = await pair(visit);
  await connected(alice, bob);
  await hears(bob);
  await alice.run(() => globalThis.phone.call.mute(true));
  await bob.until(async () => (await globalThis.phone.loudness()) < 1e-9);
  await alice.run(() => globalThis.phone.call.mute(false));
  await hears(bob);
});

scenario('the callee hangs up', async ({ visit }) => {
  const [alice, bob] = await pair(visit);
  await connected(alice, bob);
  await hangUp(bob, alice);
  assert.equal(await alice.run(() => globalThis.phone.saw('error')), undefined);
});

scenario('messages travel with a call', async ({ visit }) => {
  const [alice, bob] = await pair(visit);
  await connected(alice, bob);
  await alice.run(() =>
    globalThis.phone.call.sendMessage({
      content: { mood: 'good' },
      messageType: 'user-defined-message',
    }),
  );
  await saw(alice, 'messageSent');
  assert.deepEqual((await saw(bob, 'messageReceived')).content, { mood: 'good' });
});
