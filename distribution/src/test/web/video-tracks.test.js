import assert from 'node:assert/strict';
import { enter, hears, saw, sees } from './harness/room.js';
import { scenario } from './harness/scenario.js';

scenario('who mutes is seen as muted, and heard again afterwards', async ({ visit }) => {
  const [ann, bob] = await enter(visit, 'mute', 'ann', 'bob');
  await hears(bob, ann);
  await ann.run(() => globalThis.meeting.own('microphone').disable());
  await saw(bob, 'trackDisabled', ann);
  assert.equal(await isEnabled(bob, ann, 'microphone'), false);
  assert.equal(await isEnabled(bob, ann, 'camera'), true);
  await ann.run(() => globalThis.meeting.own('microphone').enable());
  await saw(bob, 'trackEnabled', ann);
  await hears(bob, ann);
});

scenario('who switches the camera off is seen so', async ({ visit }) => {
  const [ann, bob] = await enter(visit, 'camera', 'ann', 'bob');
  await sees(bob, ann);
  await ann.run(() => globalThis.meeting.own('camera').disable());
  await saw(bob, 'trackDisabled', ann);
  assert.equal(await isEnabled(bob, ann, 'camera'), false);
  await ann.run(() => globalThis.meeting.own('camera').enable());
  await saw(bob, 'trackEnabled', ann);
  await sees(bob, ann);
});

scenario('a screen is a second picture beside the camera, until it is taken back', async ({ visit }) => {
  const [ann, bob] = await enter(visit, 'screen', 'ann', 'bob');
  await sees(bob, ann);
  await ann.run(() => globalThis.meeting.share());
  await sees(bob, ann, 'screen');
  await sees(bob, ann);
  const shared = await bob.run(
    (who) => globalThis.meeting.track(who, 'screen').publishPriority,
    ann.identity,
  );
  assert.equal(shared, 'high');
  await ann.run(() =>
    globalThis.meeting.room.localParticipant.unpublishTrack(globalThis.meeting.own('screen')),
  );
  await saw(bob, 'trackUnsubscribed', ann);
  await sees(bob, ann);
});

scenario('two who share at the same moment both get through', async ({ visit }) => {
  const [ann, bob] = await enter(visit, 'both', 'ann', 'bob');
  await sees(bob, ann);
  await Promise.all([ann, bob].map((one) => one.run(() => globalThis.meeting.share())));
  await sees(bob, ann, 'screen');
  await sees(ann, bob, 'screen');
});

scenario('a text passes over a data track', async ({ visit }) => {
  const [ann, bob] = await enter(visit, 'data', 'ann', 'bob');
  await ann.run(() => globalThis.meeting.publishData('notes'));
  await saw(bob, 'trackSubscribed', ann);
  await bob.until(
    (who) => globalThis.meeting.track(who, 'notes')?.track,
    ann.identity,
  );
  await ann.run(() => globalThis.meeting.own('notes').send('the house is on fire'));
  await saw(bob, 'trackMessage', ann);
  const [message] = await bob.run(() =>
    globalThis.meeting.events.filter((event) => event.name === 'trackMessage'),
  );
  assert.equal(message.content, 'the house is on fire');
});

function isEnabled(visitor, other, name) {
  return visitor.run(
    ({ who, name }) => globalThis.meeting.track(who, name).isTrackEnabled,
    { who: other.identity, name },
  );
}
