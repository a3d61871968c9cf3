import { beside } from './album.js';
import { enter, tile } from '../harness/console.js';
import { shot, windowOf } from './studio.js';

const TAB = { width: 400, height: 796 };
const WHOLE = { width: 1200, height: 1110 };
const DARK = { width: 1200, height: 700 };
/** Leaves only the components of the tabs, so that a call fits into a small picture. */
const COMPONENTS_ONLY = '.field, .who, [data-part="verify"], .activity { display: none !important }';

/** The box's console, a call between two tabs, and a short film of one. */
export async function consolePictures(studio, album) {
  await film(studio, album);
  const size = { viewport: WHOLE, deviceScaleFactor: 1 };
  const alice = await studio.seat('alice', size);
  const bob = await studio.seat('bob', size);
  await alice.is('voice', 'ready');
  await alice.page.getByLabel('Phone number').fill('+12025550126');
  await alice.press('Send code');
  await alice.page.getByLabel('Code', { exact: true }).fill('123456');
  await alice.press('Verify');
  await alice.is('verification', 'verified');
  await enter(alice, 'match-abc');
  await enter(bob, 'match-abc');
  await seen(alice, bob);
  await openWebhook(alice);
  album.keep('console', await windowOf(alice));
  await panel(alice, album, 'Webhooks');
  await panel(alice, album, 'Phones');
  await panel(alice, album, 'Tools');
  const dark = await studio.seat('carol', { ...size, viewport: DARK, colorScheme: 'dark' });
  await dark.is('voice', 'ready');
  await openWebhook(dark);
  album.keep('console-dark', await windowOf(dark));
  await studio.clear();
}

async function openWebhook({ page }) {
  await page.getByRole('tab', { name: 'Webhooks' }).click();
  const webhook = page.locator('details', { hasText: 'video/status' }).first();
  await webhook.locator('summary').click();
  await webhook.locator('dl').waitFor();
}

async function panel(person, album, name) {
  await person.page.getByRole('tab', { name }).click();
  album.keep(`console-${name.toLowerCase()}`, await shot(person, '.activity', { margin: 0 }));
}

async function seen({ page }, of) {
  await tile({ page }, of).locator('video').waitFor();
  await page.waitForFunction(
    (who) => document.querySelector(`figure[data-identity="${who}"] video`)?.currentTime > 0.5,
    of.identity,
  );
}

/** A call from tab to tab: each picture stays for as long as somebody needs to read it. */
async function film(studio, album) {
  const small = { viewport: TAB, deviceScaleFactor: 1, style: COMPONENTS_ONLY };
  const alice = await studio.seat('alice', small);
  const bob = await studio.seat('bob', small);
  await Promise.all([alice.is('voice', 'ready'), bob.is('voice', 'ready')]);
  const frames = [];
  const take = async (milliseconds) => {
    const image = beside([await windowOf(alice), await windowOf(bob)]);
    frames.push({ image, milliseconds });
    return image;
  };
  await take(1_200);
  await alice.press('Voice Call');
  await Promise.all([alice.is('voice', 'ringing'), bob.is('voice', 'incoming')]);
  await take(1_600);
  await bob.press('Accept');
  await Promise.all([alice.is('voice', 'connected'), bob.is('voice', 'connected')]);
  await take(600);
  await Promise.all([alice.hasTalkedFor(2), bob.hasTalkedFor(2)]);
  await take(800);
  for (const person of [alice, bob]) await person.press('Video Call');
  await Promise.all([seen(alice, bob), seen(bob, alice)]);
  for (let i = 0; i < 6; i++) {
    await alice.page.waitForTimeout(150);
    album.keep('call-between-two-tabs', await take(600));
  }
  await bob.press('Leave call');
  await bob.press('End Call');
  await alice.is('voice', 'ended');
  await take(1_400);
  album.keepFilm('call', frames);
  await studio.clear();
}
