import assert from 'node:assert/strict';
import { scenario } from './harness/scenario.js';
import { until } from './harness/until.js';

const REFUSED = /Failed to load resource/;

/** Lets requests for tokens fail, or go on as before. */
async function answerTokens(person, kind, answer) {
  const address = `**/api/twilio/${kind}/token`;
  if (answer) await person.page.route(address, answer);
  else await person.page.unroute(address);
}

const problem = (status, code) => (route) =>
  route.fulfill({
    status,
    contentType: 'application/problem+json',
    headers: { 'Access-Control-Allow-Origin': '*' },
    body: JSON.stringify({ code, ok: false }),
  });

scenario('a refused microphone is reported, and the button stays usable', async ({ openConsole }) => {
  const alice = await openConsole('alice', { browser: 'refusing' });
  await alice.is('voice', 'ready');
  await alice.press('Voice Call');
  await alice.shows('The microphone may not be used. Allow it in the browser and try again.');
  await alice.is('voice', 'ready');
  assert.deepEqual(await alice.barriers(), []);
});

scenario('a refused camera is reported, and can be requested again', async ({ openConsole }) => {
  const alice = await openConsole('alice', { browser: 'refusing' });
  await alice.press('Video Call');
  await alice.shows('Camera and microphone may not be used. Allow them in the browser and try again.');
  await alice.is('video', 'failed');
  assert.deepEqual(await alice.barriers(), []);
  await alice.press('Try again');
  await alice.is('video', 'failed');
});

scenario('a computer without microphone is reported as such', async ({ openConsole }) => {
  const alice = await openConsole('alice', { browser: 'bare' });
  await alice.is('voice', 'ready');
  await alice.press('Voice Call');
  await alice.shows('No microphone was found. Connect one and try again.');
  await alice.press('Video Call');
  await alice.is('video', 'failed');
});

scenario('a server that fails to mint is waited for', async ({ openConsole }) => {
  const alice = await openConsole('alice', { at: 'about:blank' });
  alice.watch.expect(REFUSED);
  await answerTokens(alice, 'voice', problem(503, 'provider_busy'));
  await alice.page.goto(`${alice.product.box}/?as=${alice.identity}`);
  await alice.is('voice', 'failed');
  await alice.shows('The phone service is busy. Please try again shortly.');
  assert.deepEqual(await alice.barriers(), []);
  await answerTokens(alice, 'voice');
  await alice.is('voice', 'ready');
});

scenario('an unreachable server is reported, and retried by hand', async ({ openConsole }) => {
  const alice = await openConsole('alice');
  alice.watch.expect(REFUSED);
  await answerTokens(alice, 'video', (route) => route.abort());
  await alice.press('Video Call');
  await alice.shows('The server could not be reached. Check your connection and try again.');
  await answerTokens(alice, 'video');
  await alice.press('Try again');
  await alice.is('video', 'connected');
});

scenario('a session that has ended is reported, and not retried', async ({ openConsole }) => {
  const alice = await openConsole('alice', { at: 'about:blank' });
  alice.watch.expect(REFUSED);
  let asked = 0;
  await answerTokens(alice, 'voice', (route) => {
    asked++;
    return problem(401, 'token_expired')(route);
  });
  await alice.page.goto(`${alice.product.box}/?as=${alice.identity}`);
  await alice.shows('Your session has ended. Please sign in again.');
  await alice.page.waitForTimeout(3_000);
  assert.equal(asked, 1);
});

scenario('a slow server does not keep a user on the page', async ({ openConsole }) => {
  const alice = await openConsole('alice', { at: 'about:blank' });
  const held = [];
  await answerTokens(alice, 'voice', (route) => held.push(route));
  await alice.page.goto(`${alice.product.box}/?as=${alice.identity}`);
  await alice.is('voice', 'starting');
  // The component is starting before the browser has sent its request.
  await until(() => held.length > 0);
  await alice.page.getByRole('link', { name: 'Be somebody else' }).click();
  await alice.shows('Who are you in this tab?');
  assert.equal(held.length, 1);
});

scenario('after a sleep the token is renewed before it ends', async ({ openConsole }) => {
  const alice = await openConsole('alice', { at: 'about:blank' });
  await alice.page.clock.install();
  let asked = 0;
  await alice.page.route('**/api/twilio/voice/token', (route) => {
    asked++;
    return route.continue();
  });
  await alice.page.goto(`${alice.product.box}/?as=${alice.identity}`);
  await alice.is('voice', 'ready');
  assert.equal(asked, 1);
  // As a lid that is closed: all timers that are due fire once, afterwards.
  await alice.page.clock.fastForward('59:30');
  await until(() => asked >= 2);
  await alice.is('voice', 'ready');
});

scenario('a network that goes away and comes back keeps the line', async ({ openConsole }) => {
  const alice = await openConsole('alice');
  const bob = await openConsole('bob');
  for (const person of [alice, bob]) person.watch.expect(/WebSocket|Failed to load resource|ERR_/);
  await alice.page.getByLabel('Call whom').fill(bob.identity);
  await Promise.all([alice.is('voice', 'ready'), bob.is('voice', 'ready')]);
  await bob.context.setOffline(true);
  await bob.page.waitForTimeout(2_000);
  await bob.context.setOffline(false);
  await alice.press('Voice Call');
  await bob.press('Accept');
  await Promise.all([alice.receivesMore('audio'), bob.receivesMore('audio')]);
});

scenario('a room that is ended for all is reported as such', async ({ openConsole, product }) => {
  const alice = await openConsole('alice');
  await alice.page.getByLabel('Room').fill('ended-for-all');
  await alice.press('Video Call');
  await alice.is('video', 'connected');
  const account = await (await fetch(`${product.box}/box/account`)).json();
  const credentials = Buffer.from(`${account.account_sid}:${account.auth_token}`).toString('base64');
  const answer = await fetch(`${product.box}/v1/Rooms/ended-for-all`, {
    method: 'POST',
    headers: {
      Authorization: `Basic ${credentials}`,
      'Content-Type': 'application/x-www-form-urlencoded',
    },
    body: 'Status=completed',
  });
  assert.ok(answer.ok, `answered ${answer.status}`);
  await alice.shows('The call has ended.');
  await alice.is('video', 'ended');
});

scenario('who leaves while joining is not joined behind their back', async ({ openConsole }) => {
  const alice = await openConsole('alice');
  const held = [];
  await answerTokens(alice, 'video', (route) => held.push(route));
  await alice.press('Video Call');
  await alice.is('video', 'connecting');
  await alice.page.locator('.switchboard-preview video').waitFor();
  assert.deepEqual(await alice.barriers(), []);
  await alice.press('Connecting … Cancel');
  await alice.is('video', 'ended');
  for (const route of held) await route.continue();
  await alice.page.waitForTimeout(2_000);
  await alice.is('video', 'ended');
  const open = await alice.page.evaluate(() => globalThis.connections.filter((one) => one.connectionState !== 'closed').length);
  assert.equal(open, 0);
});

scenario('a token that the edge finds expired is reported, and not renewed forever', async ({ openConsole, product }) => {
  const alice = await openConsole('alice', { at: 'about:blank' });
  let asked = 0;
  await answerTokens(alice, 'voice', (route) => {
    asked++;
    return route.continue();
  });
  await fetch(`${product.box}/box/clock`, { method: 'POST', body: '{"advance_seconds":7200}' });
  await alice.page.goto(`${product.box}/?as=${alice.identity}`);
  await alice.is('voice', 'failed');
  await alice.shows('The phone service does not let you in right now. Please try again later.');
  assert.ok(asked <= 4, `asked ${asked} times`);
}, { ownProduct: true });
