import { enter, throughWire, tile } from '../harness/console.js';
import { shot } from './studio.js';

const BUTTON = '.switchboard-video';
const ROOM = 'match-abc';

/** Every state of the video button and its room. */
export async function video(studio, album) {
  const keep = async (state, person) => album.keep(`video-${state}`, await shot(person, BUTTON));

  const alice = await studio.seat('alice');
  await alice.is('video', 'idle');
  await keep('idle', alice);
  await alice.page.route('**/api/twilio/video/token', () => {});
  await alice.press('Video Call');
  await alice.page.locator('.switchboard-preview video').waitFor();
  await pictureOf(alice, '.switchboard-preview');
  await keep('connecting', alice);
  await studio.clear();

  await inRoom(studio, keep);
  await lostAndFailed(studio, keep);
}

async function inRoom(studio, keep) {
  const alice = await studio.seat('alice');
  await enter(alice, ROOM);
  await pictureOf(alice, '.switchboard-own');
  await keep('alone', alice);
  const bob = await studio.seat('bob');
  await enter(bob, ROOM);
  await seen(alice, bob);
  await alice.page.locator('.switchboard-own .switchboard-bars').waitFor();
  await keep('connected', alice);
  await bob.press('Mute');
  await bob.press('Turn camera off');
  await tile(alice, bob).getByLabel('muted').waitFor();
  await tile(alice, bob).getByLabel(/no picture/).waitFor();
  await keep('muted', alice);
  await bob.press('Mute');
  await bob.press('Turn camera off');
  await bob.press('Share screen');
  await alice.page.waitForFunction(
    () => document.querySelector('[data-kind="screen"] video')?.currentTime > 0.5,
  );
  await keep('screen', alice);
  await bob.press('Share screen');
  const carol = await studio.seat('carol', { colorScheme: 'dark' });
  await enter(carol, ROOM);
  await Promise.all([seen(carol, bob), seen(carol, alice)]);
  await keep('three-dark', carol);
  await studio.box.post(`/v1/Rooms/${ROOM}`, { Status: 'completed' });
  await alice.is('video', 'ended');
  await keep('ended', alice);
  await studio.clear();
}

async function lostAndFailed(studio, keep) {
  const alice = await studio.seat('alice', { at: 'about:blank' });
  const line = await throughWire(alice, 'video');
  await alice.page.goto(`${studio.product.box}/?as=alice`);
  const bob = await studio.seat('bob');
  await enter(alice, 'broken');
  await enter(bob, 'broken');
  await Promise.all([seen(alice, bob), seen(bob, alice)]);
  line.cut();
  await alice.is('video', 'reconnecting');
  await alice.page.locator('.switchboard-overlay').waitFor();
  await keep('reconnecting', alice);
  await tile(bob, alice).getByText('Reconnecting …').waitFor();
  await keep('other-reconnecting', bob);
  await studio.clear();
  await line.stop();

  const refusing = await studio.seat('alice', { refusing: true });
  await refusing.press('Video Call');
  await refusing.is('video', 'failed');
  await keep('failed', refusing);
  await studio.clear();
}

/** Waits until somebody's picture is in front of somebody else. */
async function seen(person, of) {
  await tile(person, of).locator('video').waitFor();
  await pictureOf(person, `figure[data-identity="${of.identity}"]`);
}

/** Waits until a video shows something. */
function pictureOf({ page }, selector) {
  return page.waitForFunction((css) => {
    const video = document.querySelector(`${css} video`);
    return video?.videoWidth > 0 && video.currentTime > 0.5;
  }, selector);
}
