import assert from 'node:assert/strict';
import { connected, pair } from './harness/console.js';
import { scenario } from './harness/scenario.js';
import { until } from './harness/until.js';

scenario('a call is made, answered and ended by keyboard alone', async ({ openConsole }) => {
  const { alice, bob } = await pair(openConsole);
  await alice.page.getByRole('button', { name: 'Voice Call' }).focus();
  await alice.page.keyboard.press('Enter');
  await bob.is('voice', 'incoming');
  await bob.page.keyboard.press('Tab');
  await bob.page.keyboard.press('Enter');
  await Promise.all([alice, bob].map((person) => person.is('voice', 'connected')));
  await bob.page.getByRole('button', { name: 'End Call' }).and(bob.page.locator(':focus')).waitFor();
  await alice.page.keyboard.press('Enter');
  await bob.is('voice', 'ended');
  await Promise.all([alice, bob].map((person) => person.is('voice', 'ready')));
  await alice.page.getByRole('button', { name: 'Voice Call' }).and(alice.page.locator(':focus')).waitFor();
});

scenario('who clicks twice calls, answers and ends once', async ({ openConsole }) => {
  const { alice, bob } = await pair(openConsole);
  const twice = (person, name, options) =>
    person.page.getByRole('button', { name, exact: true }).dblclick(options);
  await twice(alice, 'Voice Call');
  await bob.is('voice', 'incoming');
  await twice(bob, 'Accept');
  await Promise.all([alice, bob].map((person) => person.is('voice', 'connected')));
  await Promise.all([alice.hears(), bob.hears()]);
  await twice(alice, 'End Call');
  await bob.is('voice', 'ended');
  await Promise.all([alice, bob].map((person) => person.is('voice', 'ready')));
  await twice(alice, 'Video Call');
  await alice.is('video', 'connected');
  const shares = (pressed) => alice.page.getByRole('button', { name: 'Share screen', pressed }).waitFor();
  await twice(alice, 'Share screen');
  await shares(true);
  await alice.press('Share screen');
  await shares(false);
  // So slowly that the screen is shared before the second half.
  await twice(alice, 'Share screen', { delay: 250 });
  await shares(true);
  await twice(alice, 'Leave call');
  await alice.is('video', 'ended');
});

scenario('a person calls from one tab to another, and both hear', async ({ openConsole }) => {
  const { alice, bob } = await pair(openConsole);
  await alice.press('Voice Call');
  await bob.is('voice', 'incoming');
  await bob.shows(`${alice.identity} is calling`);
  await alice.is('voice', 'ringing');
  assert.deepEqual(await bob.barriers(), []);
  await bob.press('Accept');
  await Promise.all([alice.is('voice', 'connected'), bob.is('voice', 'connected')]);
  await Promise.all([alice.receivesMore('audio'), bob.receivesMore('audio')]);
  await alice.hasTalkedFor(2);
  assert.deepEqual(await alice.barriers(), []);
  await bob.press('End Call');
  await alice.shows('The call has ended.');
  await Promise.all([alice.is('voice', 'ready'), bob.is('voice', 'ready')]);
});

scenario('a tab without user interaction rings silently without a warning, and aloud after a click', async ({ openConsole }) => {
  const complaints = [];
  const countTones = () => {
    globalThis.tones = 0;
    const { start } = OscillatorNode.prototype;
    OscillatorNode.prototype.start = function count(...given) {
      if (this.context.state === 'running') globalThis.tones++;
      return start.apply(this, given);
    };
  };
  const bob = await openConsole('bob', { at: 'about:blank', browser: 'quiet', before: countTones });
  bob.page.on('console', (message) => complaints.push(message.text()));
  await bob.page.goto(`${bob.product.box}/?as=${bob.identity}`);
  const session = await bob.context.newCDPSession(bob.page);
  // Anything else the harness asks of a page counts as a click on it.
  const look = async (expression) => (await session.send('Runtime.evaluate', { expression })).result.value;
  const state = () => look('document.querySelector(".switchboard-call")?.dataset.state');
  const alice = await openConsole('alice');
  await alice.page.getByLabel('Call whom').fill(bob.identity);
  await until(async () => (await state()) === 'ready');
  await alice.press('Voice Call');
  await until(async () => (await state()) === 'incoming');
  await alice.page.waitForTimeout(3_500);
  assert.equal(await look('globalThis.tones'), 0);
  await bob.page.getByRole('heading', { name: 'Switchboard' }).click();
  await until(() => look('globalThis.tones > 0'));
  await bob.press('Accept');
  await bob.hears();
  assert.deepEqual(complaints, []);
});

scenario('a number that the server does not call is refused, and the page says what would allow it', async ({ openConsole }) => {
  const alice = await openConsole('alice');
  // Premium rate: not reached even where all countries may be dialed.
  await alice.page.getByLabel('Call whom').fill('+19002345678');
  await alice.press('Voice Call');
  await alice.shows('The call was declined.');
  await alice.shows('SWITCHBOARD_DIAL_COUNTRIES=US');
  assert.deepEqual(await alice.barriers(), []);
});

scenario('mute, keypad and device choice do what they say', async ({ openConsole }) => {
  const { alice, bob } = await connected(openConsole);
  const mute = alice.page.getByRole('button', { name: 'Mute', exact: true });
  await mute.click();
  await alice.page.locator('button[aria-label="Mute"][aria-pressed="true"]').waitFor();
  await mute.click();
  await alice.page.locator('button[aria-label="Mute"][aria-pressed="false"]').waitFor();
  await alice.press('Keypad');
  for (const key of ['1', '*', '#']) await alice.press(key);
  assert.deepEqual(await alice.barriers(), []);
  await alice.press('Sound devices');
  const microphones = alice.page.getByLabel('Microphone');
  const names = await microphones.locator('option').allTextContents();
  assert.ok(names.length > 1, `microphones: ${names}`);
  await microphones.selectOption({ index: 1 });
  await bob.receivesMore('audio');
  assert.deepEqual(await alice.barriers(), []);
  await alice.press('End Call');
  await bob.is('voice', 'ended');
});

scenario('keys that are pressed during a call arrive at a phone', async ({ openConsole, box }) => {
  const alice = await openConsole('alice');
  const number = '+12025550147';
  await alice.page.getByLabel('Call whom').fill(number);
  await alice.is('voice', 'ready');
  await alice.press('Voice Call');
  await alice.is('voice', 'connected');
  await alice.press('Keypad');
  for (const key of ['4', '2', '#']) await alice.press(key);
  await until(async () => (await box.phone(number).get()).tones === '42#');
  await box.phone(number).act('hangup');
  await alice.shows('The call has ended.');
}, { runningTimers: true });

scenario('two who call each other at the same moment can both take the call', async ({ openConsole }) => {
  const { alice, bob } = await pair(openConsole);
  await bob.page.getByLabel('Call whom').fill(alice.identity);
  await Promise.all([alice.press('Voice Call'), bob.press('Voice Call')]);
  await Promise.all([alice.is('voice', 'incoming'), bob.is('voice', 'incoming')]);
  assert.deepEqual(await alice.barriers(), []);
  await alice.press('Accept');
  await Promise.all([alice.is('voice', 'connected'), bob.is('voice', 'connected')]);
  await Promise.all([alice.hears(), bob.hears()]);
  await bob.press('End Call');
  await alice.shows('The call has ended.');
  await Promise.all([alice.is('voice', 'ready'), bob.is('voice', 'ready')]);
});

scenario('a declined call says so', async ({ openConsole }) => {
  const { alice, bob } = await pair(openConsole);
  await alice.press('Voice Call');
  await bob.press('Decline');
  await alice.shows('The call was declined.');
  await alice.is('voice', 'ready');
});

scenario('a caller who gives up stops the ringing', async ({ openConsole }) => {
  const { alice, bob } = await pair(openConsole);
  await alice.press('Voice Call');
  await bob.is('voice', 'incoming');
  await alice.press('Ringing … Cancel');
  await bob.shows('The caller hung up');
  await Promise.all([alice.is('voice', 'ready'), bob.is('voice', 'ready')]);
});

scenario('an unknown callee is reported as such', async ({ openConsole }) => {
  const alice = await openConsole('alice');
  await alice.page.getByLabel('Call whom').fill('nobody_at_all');
  await alice.is('voice', 'ready');
  await alice.press('Voice Call');
  await alice.page.getByText(/Nobody (answered|is there to take the call)\./).first().waitFor();
});

scenario('all tabs of a user ring, and the first answer wins', async ({ openConsole }) => {
  const { alice, bob } = await pair(openConsole);
  const second = await openConsole('bob', { as: bob });
  await second.is('voice', 'ready');
  await alice.press('Voice Call');
  await Promise.all([bob.is('voice', 'incoming'), second.is('voice', 'incoming')]);
  await second.press('Accept');
  await Promise.all([second.is('voice', 'connected'), alice.is('voice', 'connected')]);
  await bob.shows('or you answered on another device.');
  await bob.is('voice', 'ready');
  await alice.receivesMore('audio');
});

scenario('somebody who calls during a call can be taken instead', async ({ openConsole }) => {
  const { alice, bob } = await connected(openConsole);
  const carol = await openConsole('carol');
  await carol.page.getByLabel('Call whom').fill(bob.identity);
  await carol.is('voice', 'ready');
  await carol.press('Voice Call');
  await bob.shows(`${carol.identity} is calling`);
  await bob.press('Accept');
  await carol.is('voice', 'connected');
  await alice.shows('The call has ended.');
  await bob.receivesMore('audio');
});

scenario('a page that is closed in a call leaves no ghost', async ({ openConsole }) => {
  const { alice, bob } = await connected(openConsole);
  await bob.page.close({ runBeforeUnload: false });
  await alice.shows('The call has ended.');
  await alice.is('voice', 'ready');
  await alice.press('Voice Call');
  await alice.page.getByText(/Nobody (answered|is there to take the call)\./).first().waitFor();
});
