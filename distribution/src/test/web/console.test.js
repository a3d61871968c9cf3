import assert from 'node:assert/strict';
import { scenario } from './harness/scenario.js';

scenario('anybody who opens the address of the box can sign in under any name', async ({ openConsole, product }) => {
  const somebody = await openConsole('nobody', { at: product.box });
  await somebody.shows('Who are you in this tab?');
  assert.deepEqual(await somebody.barriers(), []);
  await somebody.page.getByLabel('Any name').fill('Zoë von Ätna');
  await somebody.press('Sign in');
  await somebody.shows('Zoë von Ätna');
  await somebody.is('voice', 'ready');
  assert.match(somebody.page.url(), /\?as=Zo%C3%AB/);
});

scenario('a code arrives in the inbox and verifies the number', async ({ openConsole }) => {
  const alice = await openConsole('alice');
  const number = '+12025550141';
  await alice.page.getByLabel('Phone number').fill(number);
  await alice.press('Send code');
  const message = alice.page.locator('.item', { hasText: number }).first();
  const code = await message.locator('.code').textContent();
  assert.deepEqual(await alice.barriers(), []);
  await alice.page.getByLabel('Code', { exact: true }).fill('999999');
  await alice.press('Verify');
  await alice.shows('This code is not right');
  await alice.page.getByLabel('Code', { exact: true }).fill(code);
  await alice.press('Verify');
  await alice.is('verification', 'verified');
  assert.deepEqual(await alice.barriers(), []);
});

scenario('a phone calls, writes, and is answered', async ({ openConsole }) => {
  const alice = await openConsole('alice');
  const number = '+12025550142';
  await alice.page.getByRole('tab', { name: 'Phones' }).click();
  await alice.page.getByLabel('The phone').fill(number);
  await alice.press('Send it to the app');
  await alice.shows('The message was sent.');
  await alice.press('Call the app');
  const phone = alice.page.getByRole('listitem', { name: number });
  await phone.getByText(/heard:/).waitFor();
  await phone.getByLabel('When called it').selectOption('busy');
  assert.deepEqual(await alice.barriers(), []);
  await alice.page.getByRole('tab', { name: /Webhooks/ }).click();
  const asked = alice.page.locator('details', { hasText: '/api/twilio/voice/incoming' }).first();
  await asked.locator('summary').click();
  await asked.getByText('X-Twilio-Signature').waitFor();
  await asked.getByText('<Response>').waitFor();
  assert.deepEqual(await alice.barriers(), []);
}, { runningTimers: true });

scenario('faults can be asked for and taken back, the clock moved', async ({ openConsole }) => {
  const alice = await openConsole('alice');
  await alice.page.getByRole('tab', { name: 'Tools' }).click();
  await alice.page.getByLabel('Where').fill('/nothing/of/this/name');
  await alice.press('Let it go wrong');
  await alice.page.getByRole('list', { name: 'Faults that stand' }).waitFor();
  assert.deepEqual(await alice.barriers(), []);
  await alice.press('Remove answer on /nothing/of/this/name');
  await alice.page.getByRole('list', { name: 'Faults that stand' }).waitFor({ state: 'detached' });
  const clock = alice.page.getByRole('region', { name: 'Clock' }).getByRole('status');
  const before = await clock.textContent();
  await alice.press('+ 1 minute');
  await alice.page.waitForFunction(
    (text) => document.querySelector('[aria-label="Clock"] [role="status"]').textContent !== text,
    before,
  );
}, { ownProduct: true });

scenario('a page that was away hears what it missed', async ({ openConsole }) => {
  const alice = await openConsole('alice');
  const hide = (state) =>
    alice.page.evaluate((value) => {
      Object.defineProperty(document, 'visibilityState', { value, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    }, state);
  await alice.page.locator('.live[data-live="true"]').waitFor();
  await hide('hidden');
  const path = `${alice.product.box}/box/phones/%2B12025550143/messages`;
  await fetch(path, { method: 'POST', body: '{"body":"while you were away"}' });
  await hide('visible');
  await alice.shows('while you were away');
  assert.equal(await alice.page.getByText('while you were away').count(), 1);
});

scenario('everything can be reached by keyboard', async ({ openConsole }) => {
  const alice = await openConsole('alice');
  await alice.is('voice', 'ready');
  await alice.page.getByRole('tab', { name: /Inbox/ }).focus();
  for (const key of ['ArrowRight', 'ArrowRight', 'End', 'Home', 'ArrowLeft']) await alice.page.keyboard.press(key);
  assert.equal(await alice.page.evaluate(() => document.activeElement.textContent), 'Tools');
  await alice.page.getByRole('button', { name: 'Voice Call' }).focus();
  const before = await alice.page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
  await alice.page.keyboard.press('Tab');
  const after = await alice.page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
  assert.ok(before !== 'none' || after === 'solid', `${before} ${after}`);
});

const PANELS = ['Inbox', 'Phones', 'Calls', 'Rooms', 'Webhooks', 'Errors', 'Tools'];

scenario('no panel is without a way in, or wider than a telephone', async ({ openConsole }) => {
  const alice = await openConsole('alice', { viewport: { width: 360, height: 780 } });
  await alice.is('voice', 'ready');
  for (const name of PANELS) {
    await alice.page.getByRole('tab', { name }).click();
    assert.deepEqual(await alice.barriers(), [], name);
    const wide = await alice.page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= 360, `${name} is ${wide} wide`);
  }
});

scenario('in the dark everything can be read', async ({ openConsole }) => {
  const alice = await openConsole('alice', { colorScheme: 'dark' });
  await alice.is('voice', 'ready');
  assert.deepEqual(await alice.barriers(), []);
  await alice.page.getByRole('tab', { name: 'Tools' }).click();
  await alice.page.getByLabel('Phone number').fill('+12025550144');
  await alice.press('Send code');
  await alice.page.getByLabel('Code', { exact: true }).fill('999999');
  await alice.press('Verify');
  await alice.shows('This code is not right');
  assert.deepEqual(await alice.barriers(), []);
});

scenario('from right to left, and without motion, all fits as well', async ({ openConsole }) => {
  const narrow = { viewport: { width: 360, height: 780 }, reducedMotion: 'reduce' };
  const alice = await openConsole('alice', narrow);
  const room = `rtl_${alice.identity}`;
  await alice.page.evaluate(() => document.documentElement.setAttribute('dir', 'rtl'));
  await alice.page.getByLabel('Room').fill(room);
  await alice.press('Video Call');
  await alice.is('video', 'connected');
  const { left, wide } = await alice.page.evaluate(() => ({
    left: document.querySelector('.switchboard-own').getBoundingClientRect().left,
    wide: document.documentElement.scrollWidth,
  }));
  assert.ok(left < 60, `the own picture is ${left} from the left`);
  assert.equal(wide, 360);
  assert.deepEqual(await alice.barriers(), []);
});
