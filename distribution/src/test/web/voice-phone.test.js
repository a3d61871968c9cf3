import assert from 'node:assert/strict';
import { stretch } from './harness/pace.js';
import { scenario } from './harness/scenario.js';
import { until } from './harness/until.js';
import { COMPLAINTS, dial, saw, voice } from './harness/voice.js';

scenario('a browser calls a phone, presses keys, and the phone hangs up', async ({ visit, box }) => {
  const alice = await voice(await visit('alice'));
  const phone = box.phone('+12025550143');
  await dial(alice, '+12025550143');
  await saw(alice, 'ringing');
  await box.advance(1);
  await saw(alice, 'accept');
  await alice.run(() => globalThis.phone.call.sendDigits('12#'));
  await until(async () => (await phone.get()).tones === '12#');
  await phone.act('hangup');
  await saw(alice, 'disconnect');
  assert.equal(await alice.run(() => globalThis.phone.saw('error')), undefined);
});

scenario('a call to a phone stays up for longer than the SDK waits for media', async ({ visit, box }) => {
  const alice = await voice(await visit('alice'));
  await dial(alice, '+12025550144');
  await saw(alice, 'ringing');
  await box.advance(1);
  await saw(alice, 'accept');
  // The SDK gives up on media that does not come within 15 seconds of gathering, if at all.
  await alice.until((time) => performance.now() - globalThis.phone.saw('accept').at > time, 22_000 * stretch());
  const seen = await alice.run(() => globalThis.phone.events.map((event) => event.name));
  assert.deepEqual(seen.filter((name) => /error|reconnecting|disconnect/.test(name)), []);
  await alice.run(() => globalThis.phone.call.disconnect());
  await until(async () => (await box.phone('+12025550144').get()).state === 'over');
});

scenario('a phone that is busy', async ({ visit, box }) => {
  const alice = await voice(await visit('alice'));
  alice.watch.expect(COMPLAINTS);
  await box.phone('+12025550145').act('behavior', { kind: 'busy' });
  await dial(alice, '+12025550145');
  assert.equal((await saw(alice, 'error')).code, 31486);
});

scenario('a phone calls the account and a browser answers', async ({ visit, box }) => {
  const desk = await voice(await visit('desk', { as: { identity: 'desk' } }));
  const phone = box.phone('+12025550146');
  await phone.act('calls');
  await saw(desk, 'incoming');
  assert.equal(await desk.run(() => globalThis.phone.call.parameters.From), '+12025550146');
  await desk.run(() => globalThis.phone.call.accept());
  await saw(desk, 'accept');
  await until(async () => (await phone.get()).state === 'talking');
  await desk.run(() => globalThis.phone.call.sendDigits('7'));
  await until(async () => (await phone.get()).tones === '7');
  await phone.act('hangup');
  await saw(desk, 'disconnect');
});
