import assert from 'node:assert/strict';
import { scenario } from './harness/scenario.js';
import { COMPLAINTS, connected, hangUp, hears, pair, saw, voice } from './harness/voice.js';

const HOUR = 3600;

scenario(
  'a token is refreshed during a call and the call goes on',
  async ({ visit, box }) => {
    const [alice, bob] = await pair(visit);
    await connected(alice, bob);
    await box.advance(HOUR - 300);
    await alice.run(() => globalThis.phone.refresh());
    assert.equal(await alice.run(() => globalThis.phone.saw('device error')), undefined);
    await hears(alice);
    await hears(bob);
    await hangUp(alice, bob);
  },
  { ownProduct: true },
);

scenario(
  'a token that expires is reported, and a call outlives it',
  async ({ visit, box }) => {
    // A call that began with the token would meet its time limit.
    await box.advance(HOUR - 120);
    const [alice, bob] = await pair(visit);
    await connected(alice, bob);
    bob.watch.expect(COMPLAINTS);
    alice.watch.expect(COMPLAINTS);
    await box.advance(150);
    assert.equal((await saw(bob, 'device error')).code, 20104);
    await hears(alice);
    await hangUp(bob, alice);
  },
  { ownProduct: true },
);

scenario(
  'a device is notified before its token expires',
  async ({ visit, box }) => {
    await box.advance(HOUR - 60);
    const alice = await voice(await visit('alice'), { tokenRefreshMs: 58_000 });
    await saw(alice, 'device tokenWillExpire');
    await alice.run(() => globalThis.phone.refresh());
  },
  { ownProduct: true },
);

scenario('a token with another signature opens nothing', async ({ visit }) => {
  const alice = await visit('alice');
  alice.watch.expect(COMPLAINTS);
  await alice.run(async () => {
    const { token } = await globalThis.session.voicePass();
    const signature = token.split('.')[2];
    const forged = token.replace(signature, [...signature].reverse().join(''));
    globalThis.phone = await globalThis.openPhone({ token: forged });
    globalThis.phone.device.register();
  });
  assert.equal((await saw(alice, 'device error')).code, 31202);
});
