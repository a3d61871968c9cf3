import assert from 'node:assert/strict';
import { scenario } from './harness/scenario.js';
import { COMPLAINTS, dial, hears, saw, voice } from './harness/voice.js';

scenario('all devices of somebody ring and the first answer wins', async ({ visit }) => {
  const alice = await voice(await visit('alice'));
  const desk = await voice(await visit('bob'));
  const sofa = await voice(await visit('bob', { as: desk }));
  await dial(alice, desk.identity);
  await saw(desk, 'incoming');
  await saw(sofa, 'incoming');
  await sofa.run(() => globalThis.phone.call.accept());
  await saw(desk, 'cancel');
  await saw(alice, 'accept');
  await hears(sofa);
  await hears(alice);
  assert.equal(await sofa.run(() => globalThis.phone.saw('cancel')), undefined);
});

scenario('a device that is gone is not called', async ({ visit }) => {
  const alice = await voice(await visit('alice'));
  const desk = await voice(await visit('bob'));
  const sofa = await voice(await visit('bob', { as: desk }));
  await sofa.run(() => globalThis.phone.device.destroy());
  await dial(alice, desk.identity);
  await saw(desk, 'incoming');
  await desk.run(() => globalThis.phone.call.reject());
  alice.watch.expect(COMPLAINTS);
  assert.equal((await saw(alice, 'error')).code, 31603);
});
