import assert from 'node:assert/strict';
import { Box } from './harness/box.js';
import { enter, hears, saw, sees } from './harness/room.js';
import { scenario } from './harness/scenario.js';
import { wire } from './harness/wire.js';

scenario('three parties see and hear each other', async ({ visit }) => {
  const parties = await enter(visit, 'three', 'ann', 'bob', 'cy');
  for (const one of parties) {
    for (const other of parties) {
      if (one !== other) {
        await sees(one, other);
        await hears(one, other);
      }
    }
  }
});

scenario('a connection that is cut comes back and nothing is lost', async ({ visit }) => {
  const [ann] = await enter(visit, 'cut', 'ann');
  const bob = await visit('bob');
  const line = await wire(bob.product.box);
  try {
    await bob.run((signaling) => globalThis.enterRoom('cut', { signaling }), line.address);
    await sees(ann, bob);
    bob.watch.expect(/WebSocket connection to|group: signaling, level: error, name: closed/);
    line.cut();
    await saw(ann, 'participantReconnecting', bob);
    await saw(bob, 'reconnecting');
    // Both learn afterwards what happened meanwhile.
    await ann.run(() => globalThis.meeting.own('microphone').disable());
    await bob.run(() => globalThis.meeting.own('camera').disable());
    await sees(bob, ann);
    line.mend();
    await saw(bob, 'reconnected');
    await saw(ann, 'participantReconnected', bob);
    await saw(bob, 'trackDisabled', ann);
    await saw(ann, 'trackDisabled', bob);
    await hears(ann, bob);
    assert.equal(await ann.run(() => globalThis.meeting.room.participants.size), 1);
  } finally {
    await line.stop();
  }
});

scenario('who crashes is awaited for thirty seconds and then gone', async ({ visit, product }) => {
  const [ann, bob] = await enter(visit, 'crash', 'ann', 'bob');
  await sees(ann, bob);
  const page = await bob.context.newCDPSession(bob.page);
  page.send('Page.crash').catch(() => {});
  await saw(ann, 'participantReconnecting', bob);
  await new Box(product.box).advance(30);
  await saw(ann, 'participantDisconnected', bob);
});

scenario('who enters again drives the older one out', async ({ visit }) => {
  const [ann, older] = await enter(visit, 'again', 'ann', 'bob');
  await sees(ann, older);
  const newer = await visit('bob', { as: older });
  await newer.run(() => globalThis.enterRoom('again'));
  await saw(older, 'disconnected');
  assert.equal(await older.run(() => globalThis.meeting.events.at(-1).code), 53205);
  await sees(newer, ann);
  await sees(ann, newer);
});
