import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import axe from 'axe-core';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import VideoCallButton, { configureSwitchboard } from '../src/index.js';
import { Emitter, FakeParticipant, FakeTrack, fakeSdk } from './fakes.js';

let sdk;
let notices;
let asked;
let answer;

beforeEach(() => {
  sdk = fakeSdk();
  notices = [];
  asked = [];
  answer = () => ({
    status: 200,
    body: { ok: true, token: 'access', identity: 'alice', room: 'match-1', expires_in: 3600 },
  });
  globalThis.fetch = async (url, options) => {
    asked.push({ url, body: JSON.parse(options.body) });
    const { status, body } = answer();
    return new Response(JSON.stringify(body), { status });
  };
  Object.defineProperty(navigator, 'mediaDevices', {
    configurable: true,
    value: Object.assign(new EventTarget(), {
      getUserMedia: async () => ({}),
      getDisplayMedia: async () => display(),
    }),
  });
  configureSwitchboard({ baseUrl: '', notify: (notice) => notices.push(notice.text) });
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

let shared;
function display() {
  shared = Object.assign(new Emitter(), { addEventListener: Emitter.prototype.on });
  return { getVideoTracks: () => [shared] };
}

const button = (props) => (
  <VideoCallButton roomName="match-1" identity="alice" load={async () => sdk} {...props} />
);
const named = (name) => screen.findByRole('button', { name });
const state = (container) => container.querySelector('.switchboard-video').dataset.state;
const clean = async (container) => {
  const rules = { 'color-contrast': { enabled: false }, 'video-caption': { enabled: false } };
  const found = await axe.run(container, { rules });
  expect(found.violations.map((violation) => violation.id)).toEqual([]);
};

async function joined() {
  const view = render(button());
  fireEvent.click(await named('Video Call'));
  await named('Leave call');
  return { ...view, room: sdk.rooms[0] };
}

test('before the call there is one blue button, and nothing is loaded', async () => {
  const { container } = render(button());
  expect((await named('Video Call')).dataset.kind).toBe('video');
  expect(sdk.asked).toEqual([]);
  await clean(container);
});

test('joining asks for the named room and shows the own picture meanwhile', async () => {
  let open;
  const connect = sdk.connect;
  sdk.connect = (...given) => new Promise((resolve) => (open = () => resolve(connect(...given))));
  const { container } = render(button());
  fireEvent.click(await named('Video Call'));
  await waitFor(() => expect(open).toBeTypeOf('function'));
  expect(asked[0]).toEqual({
    url: '/api/twilio/video/token',
    body: { identity: 'alice', room: 'match-1' },
  });
  expect(state(container)).toBe('connecting');
  expect(container.querySelector('.switchboard-preview video')).toBeTruthy();
  await clean(container);
  await act(async () => open());
  expect(state(container)).toBe('connected');
  expect(sdk.rooms[0].options.name).toBe('match-1');
  expect(container.querySelector('[data-room-sid]').dataset.roomSid).toMatch(/^RM/);
});

test('members who join and leave are shown, heard and reported', async () => {
  const { container, room } = await joined();
  expect(container.textContent).toContain('Nobody else is here yet.');
  const bob = new FakeParticipant('bob', [new FakeTrack('audio'), new FakeTrack('video')]);
  act(() => room.enter(bob));
  expect(container.querySelector('[data-identity="bob"] video')).toBeTruthy();
  expect(container.querySelector('[data-identity="bob"] audio')).toBeTruthy();
  await clean(container);
  act(() => room.leave(bob));
  expect(container.querySelector('[data-identity="bob"]')).toBeNull();
  expect(notices).toEqual(['bob joined', 'bob left']);
});

test('mute and camera are toggles that show their state', async () => {
  await joined();
  fireEvent.click(await named('Mute'));
  expect((await named('Mute')).getAttribute('aria-pressed')).toBe('true');
  expect(sdk.tracks[0].isEnabled).toBe(false);
  fireEvent.click(await named('Turn camera off'));
  expect((await named('Turn camera off')).getAttribute('aria-pressed')).toBe('true');
  expect(sdk.tracks[1].isEnabled).toBe(false);
  fireEvent.click(await named('Turn camera off'));
  expect(sdk.tracks[1].isEnabled).toBe(true);
});

test('a screen is published under its own name and ends with the button of the browser', async () => {
  const { room } = await joined();
  await act(async () => fireEvent.click(await named('Share screen')));
  const names = () => [...room.localParticipant.tracks.values()].map(({ track }) => track.name);
  expect(names()).toEqual(['microphone', 'camera', 'screen']);
  expect((await named('Share screen')).getAttribute('aria-pressed')).toBe('true');
  act(() => shared.emit('ended'));
  expect(names()).toEqual(['microphone', 'camera']);
});

test('repeated clicks ask for a screen once', async () => {
  const { room } = await joined();
  const pick = vi.spyOn(navigator.mediaDevices, 'getDisplayMedia');
  const share = await named('Share screen');
  await act(async () => {
    fireEvent.click(share);
    fireEvent.click(share);
  });
  expect(pick).toHaveBeenCalledOnce();
  expect([...room.localParticipant.tracks.values()]).toHaveLength(3);
});

test('a screen that cannot be published is not shared, and can be retried', async () => {
  const { room } = await joined();
  const publish = room.localParticipant.publishTrack;
  room.localParticipant.publishTrack = async () => {
    throw new Error('too many tracks');
  };
  await act(async () => fireEvent.click(await named('Share screen')));
  expect((await named('Share screen')).getAttribute('aria-pressed')).toBe('false');
  room.localParticipant.publishTrack = publish;
  await act(async () => fireEvent.click(await named('Share screen')));
  expect((await named('Share screen')).getAttribute('aria-pressed')).toBe('true');
});

test('a canceled screen picker changes nothing', async () => {
  navigator.mediaDevices.getDisplayMedia = async () => {
    throw Object.assign(new Error('x'), { name: 'NotAllowedError' });
  };
  const { container } = await joined();
  await act(async () => fireEvent.click(await named('Share screen')));
  expect(state(container)).toBe('connected');
});

test('a shared screen of another member gets a separate tile', async () => {
  const { container, room } = await joined();
  const bob = new FakeParticipant('bob', [new FakeTrack('video', 'camera')]);
  act(() => room.enter(bob));
  bob.add(new FakeTrack('video', 'screen'));
  act(() => room.emit('trackSubscribed'));
  expect(container.querySelector('[data-kind="screen"] video')).toBeTruthy();
  expect(screen.getByLabelText('Screen of bob')).toBeTruthy();
});

test('muted, reconnecting and quality of others are described in words', async () => {
  const { container, room } = await joined();
  const bob = new FakeParticipant('bob', [new FakeTrack('audio')]);
  bob.tracks.values().next().value.track.isEnabled = false;
  bob.networkQualityLevel = 3;
  bob.state = 'reconnecting';
  act(() => room.enter(bob));
  const tile = container.querySelector('[data-identity="bob"]');
  expect(tile.querySelector('[aria-label="muted"]')).toBeTruthy();
  expect(tile.querySelector('[aria-label="Connection 3/5"]')).toBeTruthy();
  expect(tile.textContent).toContain('Reconnecting');
  await clean(container);
});

test('leaving stops camera and microphone', async () => {
  const { container, room } = await joined();
  fireEvent.click(await named('Leave call'));
  expect(room.disconnected).toBe(true);
  expect(sdk.tracks.every((track) => track.stopped)).toBe(true);
  expect(state(container)).toBe('ended');
  await named('Video Call');
});

test.each([
  [undefined, 'The call has ended.'],
  [{ code: 53205 }, 'You joined this call on another device.'],
  [{ code: 53118 }, 'The call has ended.'],
])('the room closing with %o is reported as: %s', async (error, sentence) => {
  const { container, room } = await joined();
  act(() => room.emit('disconnected', room, error));
  expect(state(container)).toBe('ended');
  expect(container.textContent).toContain(sentence);
  expect(sdk.tracks.every((track) => track.stopped)).toBe(true);
  await clean(container);
});

test('reconnecting is shown over the pictures', async () => {
  const { container, room } = await joined();
  act(() => room.emit('reconnecting'));
  expect(state(container)).toBe('reconnecting');
  expect(screen.getByRole('status').textContent).toContain('Reconnecting');
  act(() => room.emit('reconnected'));
  expect(state(container)).toBe('connected');
});

test('a connection that is lost for good is reported, and can be retried', async () => {
  const { container, room } = await joined();
  act(() => room.emit('disconnected', room, { code: 53001 }));
  expect(state(container)).toBe('failed');
  expect(container.textContent).toContain('The connection was lost.');
  fireEvent.click(await named('Try again'));
  await named('Leave call');
  expect(state(container)).toBe('connected');
});

const settle = () => act(async () => vi.advanceTimersByTimeAsync(1_500));

test('another camera replaces an unplugged one', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const { container } = await joined();
  const [, camera] = sdk.tracks;
  act(() => camera.end());
  await settle();
  expect(notices).toContain('The camera in use is now another.');
  expect(camera.isEnabled).toBe(true);
  // The one that took its place can be unplugged as well.
  camera.devices = ['third'];
  act(() => camera.end());
  await settle();
  expect(notices).toContain('The camera in use is now third.');
  expect(state(container)).toBe('connected');
});

test('without any camera the others see none, until there is one again', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const { container } = await joined();
  const [, camera] = sdk.tracks;
  camera.devices = [];
  act(() => camera.end());
  await settle();
  const lost = notices.filter((text) => text.startsWith('The camera is gone'));
  expect(lost).toHaveLength(1);
  expect(camera.isEnabled).toBe(false);
  expect(screen.getByLabelText('You, no picture')).toBeTruthy();
  await clean(container);
  await act(async () => fireEvent.click(await named('Turn camera off')));
  expect(notices.filter((text) => text.startsWith('The camera is gone'))).toHaveLength(2);
  camera.devices = ['new'];
  act(() => navigator.mediaDevices.dispatchEvent(new Event('devicechange')));
  await settle();
  expect(camera.isEnabled).toBe(true);
  expect(notices).toContain('The camera in use is now new.');
});

test('a member who muted before the microphone was lost is still muted when it is back', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  await joined();
  const [microphone] = sdk.tracks;
  fireEvent.click(await named('Mute'));
  microphone.devices = [];
  act(() => microphone.end());
  await settle();
  expect(notices.at(-1)).toContain('nobody hears you');
  microphone.devices = ['new'];
  act(() => navigator.mediaDevices.dispatchEvent(new Event('devicechange')));
  await settle();
  expect(notices.at(-1)).toBe('The microphone in use is now new.');
  expect(microphone.isEnabled).toBe(false);
});

test.each([
  ['NotAllowedError', 'Camera and microphone may not be used'],
  ['NotReadableError', 'in use by another program'],
])('%s on both devices is explained', async (name, words) => {
  sdk.createLocalTracks = async () => {
    throw Object.assign(new Error('x'), { name });
  };
  const { container } = render(button());
  fireEvent.click(await named('Video Call'));
  await named('Try again');
  expect(container.textContent).toContain(words);
  await clean(container);
});

test('without a camera the call is voice-only', async () => {
  const create = sdk.createLocalTracks;
  sdk.createLocalTracks = async (options) => {
    if (options.video) throw Object.assign(new Error('x'), { name: 'NotFoundError' });
    return create(options);
  };
  const { container } = await joined();
  expect(state(container)).toBe('connected');
});

test('a refused token is explained', async () => {
  answer = () => ({ status: 403, body: { code: 'not_permitted' } });
  const { container } = render(button());
  fireEvent.click(await named('Video Call'));
  await named('Try again');
  expect(container.textContent).toContain('You are not allowed to do this.');
  expect(sdk.tracks.every((track) => track.stopped)).toBe(true);
});

test('the second half of a double click does not give up what the first began', async () => {
  const { container } = render(button());
  fireEvent.click(await named('Video Call'), { detail: 1 });
  fireEvent.click(screen.getByRole('button'), { detail: 2 });
  fireEvent.click(await named('Leave call'), { detail: 1 });
  fireEvent.click(screen.getByRole('button'), { detail: 2 });
  expect(state(container)).toBe('ended');
  expect(sdk.rooms).toHaveLength(1);
});

test('unmounting while joining leaves the room that opens too late', async () => {
  let open;
  const connect = sdk.connect;
  sdk.connect = (...given) => new Promise((resolve) => (open = () => resolve(connect(...given))));
  const view = render(button());
  fireEvent.click(await named('Video Call'));
  await waitFor(() => expect(open).toBeTypeOf('function'));
  view.unmount();
  await act(async () => open());
  await waitFor(() => expect(sdk.rooms[0].disconnected).toBe(true));
});

test('another room is another session', async () => {
  const { rerender, room } = await joined();
  rerender(button({ roomName: 'match-2' }));
  await waitFor(() => expect(room.disconnected).toBe(true));
  await named('Video Call');
});

test('the development edge reaches the SDK', async () => {
  const before = answer;
  answer = () => ({
    status: 200,
    body: { ...before().body, signaling: 'ws://127.0.0.1:8081' },
  });
  const { room } = await joined();
  expect(room.options.wsServer).toBe('ws://127.0.0.1:8081/signaling');
  expect(room.options.insights).toBe(false);
});
