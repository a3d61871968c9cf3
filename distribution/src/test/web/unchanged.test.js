import assert from 'node:assert/strict';
import { startProxied, TWILIO } from './harness/proxy.js';
import { hears as hearsInRoom, sees } from './harness/room.js';
import { scenario } from './harness/scenario.js';
import { connected, hangUp, hears, voice } from './harness/voice.js';

/** Two visitors whose browser has the box as its proxy, and whose pages know only Twilio's names. */
async function two(visit, product, t) {
  const browser = await startProxied(product.box);
  t.after(() => browser.close());
  const visitors = [await visit('alice', { with: browser }), await visit('bob', { with: browser })];
  visitors.forEach((visitor) => visitor.watch.proxied(TWILIO));
  return visitors;
}

function spokeTo(visitor, ...hosts) {
  const spoken = new Set(visitor.watch.addresses.map((address) => new URL(address).hostname));
  assert.deepEqual(hosts.filter((host) => !spoken.has(host)), [], `${visitor.identity} spoke to ${[...spoken]}`);
}

scenario('pages that know only Twilio call each other through the proxy', async ({ visit, product, t }) => {
  const [alice, bob] = await two(visit, product, t);
  await voice(alice, { unchanged: true });
  await voice(bob, { unchanged: true });
  await connected(alice, bob);
  await hears(alice);
  await hears(bob);
  await hangUp(alice, bob);
  spokeTo(alice, 'voice-js.roaming.twilio.com', 'eventgw.us1.twilio.com', 'sdk.twilio.com');
});

scenario('pages that know only Twilio meet through the proxy', async ({ visit, product, t }) => {
  const [alice, bob] = await two(visit, product, t);
  for (const one of [alice, bob]) {
    await one.run(() => globalThis.enterRoom('unchanged', { unchanged: true }));
  }
  await sees(alice, bob);
  await hearsInRoom(bob, alice);
  spokeTo(alice, 'global.vss.twilio.com', 'sdkgw.us1.twilio.com');
});
