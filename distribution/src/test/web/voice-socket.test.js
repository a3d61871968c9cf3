import { scenario } from './harness/scenario.js';
import { until } from './harness/until.js';
import { COMPLAINTS, connected, hangUp, hears, pair, saw } from './harness/voice.js';

scenario('a call goes on when its connection to the box breaks', async ({ visit, box }) => {
  const [alice, bob] = await pair(visit);
  await connected(alice, bob);
  alice.watch.expect(COMPLAINTS);
  await box.fault({ where: `client:${alice.identity}`, kind: 'cut-socket', times: 1 });
  await saw(alice, 'reconnecting');
  await saw(alice, 'reconnected');
  await hears(alice);
  await hears(bob);
  await hangUp(bob, alice);
});

scenario('who hangs up while the other is away is understood', async ({ visit, box }) => {
  const [alice, bob] = await pair(visit);
  await connected(alice, bob);
  alice.watch.expect(COMPLAINTS);
  // The first connections that come back are cut as well.
  await box.fault({ where: `client:${alice.identity}`, kind: 'cut-socket', times: 3 });
  await saw(alice, 'reconnecting');
  await bob.run(() => globalThis.phone.call.disconnect());
  await saw(alice, 'disconnect');
});

scenario('a call whose browser crashed ends for the other', async ({ visit, box }) => {
  const [alice, bob] = await pair(visit);
  await connected(alice, bob);
  await alice.crash();
  await until(async () => {
    await box.advance(10);
    return bob.run(() => globalThis.phone.saw('disconnect'));
  });
});
