import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installApp, serveApp, tool } from './harness/app.js';
import { scenario, shared } from './harness/scenario.js';

const folder = shared(async () => installApp());
let served;
const app = async (product) => {
  const where = await folder();
  return (served ??= shared(() => serveApp(where, product)))();
};

/** Two people in the app's chat with each other. */
async function chat(openConsole, product) {
  const { address } = await app(product);
  const number = Math.random().toString(36).slice(2, 8);
  const [alice, bob] = [`alice_${number}`, `bob_${number}`];
  const open = (user, other) =>
    openConsole(user, { at: `${address}/?user=${user}&other=${other}&match=${number}` });
  const people = [await open(alice, bob), await open(bob, alice)];
  await Promise.all(people.map((person) => person.is('voice', 'ready')));
  return people;
}

const CONSUMER = `
import VoiceCallButton, { configureSwitchboard, useVoiceCall } from '@switchboard/voice';
import VideoCallButton, { useVideoRoom } from '@switchboard/video';
import PhoneVerification, { usePhoneVerification } from '@switchboard/verify';

configureSwitchboard({
  baseUrl: 'https://calls.example.com',
  getAuthToken: async () => 'token',
  notify: ({ kind, text }) => console.log(kind satisfies 'info' | 'success' | 'error', text.length),
  onCallEvent: ({ type, sid, peer, reason }) => console.log(type.length, sid, peer, reason),
});

export const Page = () => (
  <>
    <VoiceCallButton calleeId="bob" identity="alice" labels={{ call: 'Anrufen' }} />
    <VideoCallButton roomName="match-abc" identity="alice" className="mine" />
    <PhoneVerification channels={['sms', 'email']} country="+49" onVerified={() => {}} />
  </>
);

export function Own() {
  const phase: 'starting' | 'ready' | 'failed' = useVoiceCall({ identity: 'alice' }).phase;
  const sid: string = useVideoRoom({ roomName: 'match-abc' }).sid;
  const wait: number = usePhoneVerification({}).resendIn;
  return <p>{phase} {sid} {wait}</p>;
}

// @ts-expect-error a callee is a text
export const wrong = <VoiceCallButton calleeId={7} />;
// @ts-expect-error a room needs a name
export const nameless = <VideoCallButton identity="alice" />;
`;

scenario("a fresh app builds with the seed's snippet, and its types are checked", async () => {
  const where = await folder();
  writeFileSync(join(where, 'consumer.tsx'), CONSUMER);
  const options = ['--noEmit', '--strict', '--jsx', 'react-jsx', '--target', 'es2022', '--module', 'esnext'];
  tool(where, 'tsc', ...options, '--moduleResolution', 'bundler', '--lib', 'es2023,dom', 'consumer.tsx');
  tool(where, 'vite', 'build');
  const assets = readdirSync(join(where, 'dist/assets')).filter((name) => name.endsWith('.js'));
  const page = readFileSync(join(where, 'dist/index.html'), 'utf8');
  const first = assets.filter((name) => page.includes(name));
  assert.equal(first.length, 1);
  const text = readFileSync(join(where, 'dist/assets', first[0]), 'utf8');
  assert.ok(text.length < 400_000, `${text.length} characters are loaded at once`);
});

scenario('people call each other in the fresh app', async ({ openConsole, product }) => {
  const [alice, bob] = await chat(openConsole, product);
  await alice.press('Voice Call');
  await bob.press('Accept');
  await Promise.all([alice.receivesMore('audio'), bob.receivesMore('audio')]);
  for (const person of [alice, bob]) await person.press('Video Call');
  await Promise.all([alice.receivesMore('video'), bob.receivesMore('video')]);
  assert.deepEqual(await alice.barriers(), []);
});

scenario('a chat that is closed in any state of a call leaves nothing behind', async ({ openConsole, product }) => {
  const [alice, bob] = await chat(openConsole, product);
  const reopen = async (person) => {
    await person.press('Open the chat');
    await person.is('voice', 'ready');
  };
  await alice.press('Close the chat');
  await reopen(alice);
  await alice.press('Voice Call');
  await bob.is('voice', 'incoming');
  await alice.press('Close the chat');
  await bob.is('voice', 'ready');
  await reopen(alice);
  await alice.press('Voice Call');
  await bob.is('voice', 'incoming');
  await bob.press('Close the chat');
  await alice.is('voice', 'ended');
  await reopen(bob);
  await alice.is('voice', 'ready');
  await alice.press('Voice Call');
  await bob.press('Accept');
  await Promise.all([alice.is('voice', 'connected'), bob.is('voice', 'connected')]);
  await alice.press('Close the chat');
  await bob.is('voice', 'ended');
  await alice.page.waitForFunction(() =>
    globalThis.connections.every((one) => one.connectionState === 'closed'),
  );
});

scenario('a room that is left by closing the chat is left at once', async ({ openConsole, product }) => {
  const [alice, bob] = await chat(openConsole, product);
  await alice.press('Video Call');
  await alice.press('Close the chat');
  await alice.press('Open the chat');
  for (const person of [alice, bob]) {
    await person.press('Video Call');
    await person.is('video', 'connected');
  }
  await alice.page.locator('figure', { hasText: 'bob' }).waitFor();
  const tile = bob.page.locator('figure', { hasText: 'alice' });
  await tile.waitFor();
  await alice.press('Close the chat');
  await tile.waitFor({ state: 'detached' });
});
