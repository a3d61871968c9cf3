import { talk, throughWire } from '../harness/console.js';
import { shot } from './studio.js';

const BUTTON = '.switchboard-call:not(.switchboard-video)';
const TOKEN = '**/api/twilio/voice/token';

/** Every state of the voice button. */
export async function voice(studio, album) {
  const keep = async (state, person) => album.keep(`voice-${state}`, await shot(person, BUTTON, { narrow: true }));

  const waiting = await studio.seat('alice', { at: 'about:blank' });
  await waiting.page.route(TOKEN, () => {});
  await waiting.page.goto(`${studio.product.box}/?as=alice`);
  await waiting.is('voice', 'starting');
  await keep('starting', waiting);
  await studio.clear();

  const alice = await studio.seat('alice');
  await alice.is('voice', 'ready');
  await keep('ready', alice);
  const dark = await studio.seat('carol', { colorScheme: 'dark' });
  await dark.is('voice', 'ready');
  await keep('ready-dark', dark);

  // The server's answer to the call comes later than anybody waits for here.
  await studio.box.fault({ where: '/voice/incoming', kind: 'late', milliseconds: 3_600_000, times: 1 });
  await alice.press('Voice Call');
  await alice.is('voice', 'connecting');
  await keep('connecting', alice);
  await studio.clear();

  await inCall(studio, keep);
  await lostAndFailed(studio, keep);
}

async function inCall(studio, keep) {
  const alice = await studio.seat('alice');
  const bob = await studio.seat('bob');
  await Promise.all([alice.is('voice', 'ready'), bob.is('voice', 'ready')]);
  await alice.press('Voice Call');
  await Promise.all([alice.is('voice', 'ringing'), bob.is('voice', 'incoming')]);
  await keep('ringing', alice);
  await keep('incoming', bob);
  await bob.press('Accept');
  await Promise.all([alice.is('voice', 'connected'), bob.is('voice', 'connected')]);
  await alice.hasTalkedFor(3);
  await keep('connected', alice);
  await alice.press('Mute');
  await keep('muted', alice);
  await alice.press('Mute');
  await alice.press('Keypad');
  await keep('keypad', alice);
  await alice.press('Sound devices');
  await alice.page.getByLabel('Microphone').waitFor();
  await keep('devices', alice);
  const carol = await studio.seat('carol');
  await carol.page.getByLabel('Call whom').fill('bob');
  await carol.is('voice', 'ready');
  await carol.press('Voice Call');
  await bob.is('voice', 'incoming');
  await keep('second-call', bob);
  await bob.press('Decline');
  await bob.press('End Call');
  await alice.is('voice', 'ended');
  await keep('ended', alice);
  await studio.clear();
}

async function lostAndFailed(studio, keep) {
  const alice = await studio.seat('alice', { at: 'about:blank' });
  const line = await throughWire(alice, 'voice');
  await alice.page.goto(`${studio.product.box}/?as=alice`);
  const bob = await studio.seat('bob');
  await Promise.all([alice.is('voice', 'ready'), bob.is('voice', 'ready')]);
  await talk({ alice, bob });
  line.cut();
  await alice.is('voice', 'reconnecting');
  await keep('reconnecting', alice);
  await studio.clear();
  await line.stop();

  const refusing = await studio.seat('alice', { refusing: true });
  await refusing.is('voice', 'ready');
  await refusing.press('Voice Call');
  await refusing.shows('The microphone may not be used.');
  await keep('failed', refusing);
  await studio.clear();
}
