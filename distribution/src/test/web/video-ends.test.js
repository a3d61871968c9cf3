import assert from 'node:assert/strict';
import { Box } from './harness/box.js';
import { enter, saw, sees } from './harness/room.js';
import { scenario } from './harness/scenario.js';

scenario('who leaves is gone at once', async ({ visit }) => {
  const [ann, bob] = await enter(visit, 'leave', 'ann', 'bob');
  await sees(bob, ann);
  await ann.run(() => globalThis.meeting.room.disconnect());
  await saw(bob, 'participantDisconnected', ann);
  assert.equal(await bob.run(() => globalThis.meeting.room.participants.size), 0);
  assert.equal(await lastCode(ann), undefined);
});

scenario('a room that the backend ends sends everybody away', async ({ visit, product }) => {
  const parties = await enter(visit, 'ended', 'ann', 'bob');
  await sees(parties[0], parties[1]);
  await new Box(product.box).post('/v1/Rooms/ended', { Status: 'completed' });
  for (const one of parties) {
    await saw(one, 'disconnected');
    assert.equal(await lastCode(one), 53118);
  }
});

scenario('whom the backend removes is gone for the others', async ({ visit, product }) => {
  const [ann, bob] = await enter(visit, 'removed', 'ann', 'bob');
  await sees(ann, bob);
  await new Box(product.box).post(`/v1/Rooms/removed/Participants/${bob.identity}`, {
    Status: 'disconnected',
  });
  await saw(bob, 'disconnected');
  await saw(ann, 'participantDisconnected', bob);
});

scenario('a token opens no other room than its own', async ({ visit }) => {
  const ann = await visit('ann');
  assert.equal(await refusal(ann, 'mine', 'yours'), 20106);
});

scenario('a token that is over opens nothing', async ({ visit, product }) => {
  const ann = await visit('ann');
  await new Box(product.box).advance(3601);
  assert.equal(await refusal(ann, 'late', 'late'), 20104);
}, { ownProduct: true });

scenario('the server is notified of what happens in a room', async ({ visit, product }) => {
  const [ann] = await enter(visit, 'reported', 'ann');
  await ann.run(() => globalThis.meeting.own('microphone').disable());
  await ann.run(() => globalThis.meeting.room.disconnect());
  const events = [
    'room-created', 'participant-connected', 'track-added', 'track-disabled',
    'participant-disconnected',
  ];
  for (const event of events) {
    const { data } = await new Box(product.box).event(
      ({ type, data }) => type === 'webhook.sent' && reports(data, 'reported', event),
    );
    assert.equal(data.status, 204, event);
    assert.equal(new URL(data.url).pathname, '/api/twilio/video/status');
  }
});

function reports(webhook, room, event) {
  const form = Object.fromEntries(webhook.fields.map(({ name, value }) => [name, value]));
  return form.RoomName === room && form.StatusCallbackEvent === event;
}

/** The code that somebody is refused with who takes a token for one room to another. */
function refusal(visitor, own, other) {
  return visitor.run(
    async ({ own, other }) => {
      const pass = await globalThis.session.videoPass(own);
      await globalThis.enterRoom(other, { pass });
      return globalThis.meeting.refusal;
    },
    { own, other },
  );
}

/** The code of the last thing that was noted. */
function lastCode(visitor) {
  return visitor.run(() => globalThis.meeting.events.at(-1).code);
}
