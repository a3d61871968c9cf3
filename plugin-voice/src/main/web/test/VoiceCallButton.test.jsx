import { StrictMode } from 'react';
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import axe from 'axe-core';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import VoiceCallButton, { configureSwitchboard } from '../src/index.js';
import { answers, deviceFactory, FakeAudio, FakeCall, secureBrowser, TOKEN } from './fakes.js';

let notices;
let factory;

beforeEach(() => {
  secureBrowser();
  answers(TOKEN);
  notices = [];
  factory = deviceFactory();
  configureSwitchboard({
    getAuthToken: () => 'app-jwt',
    notify: (notice) => notices.push(notice.text),
  });
});

afterEach(async () => {
  cleanup();
  await act(() => new Promise((resolve) => setTimeout(resolve, 1)));
  vi.useRealTimers();
});

const button = (props) => (
  <VoiceCallButton calleeId="bob" identity="alice" createDevice={factory.create} {...props} />
);
const named = (name) => screen.findByRole('button', { name });
const state = (container) => container.querySelector('.switchboard-call').dataset.state;
const clean = async (container) => {
  const found = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } });
  expect(found.violations.map((violation) => violation.id)).toEqual([]);
};

async function ready(props) {
  const view = render(button(props));
  await named('Voice Call');
  return { ...view, device: factory.devices[0] };
}

async function calling() {
  const view = await ready();
  await act(async () => fireEvent.click(await named('Voice Call')));
  return { ...view, call: view.device.calls[0] };
}

async function connected() {
  const view = await calling();
  act(() => view.call.emit('ringing'));
  act(() => view.call.emit('accept'));
  return view;
}

test('it asks for a token with the own identity and the app token', async () => {
  const asked = answers(TOKEN);
  await ready({ baseUrl: 'https://calls.example.com' });
  expect(asked[0].url).toBe('https://calls.example.com/api/twilio/voice/token');
  expect(asked[0].body).toEqual({ identity: 'alice' });
  expect(asked[0].headers.Authorization).toBe('Bearer app-jwt');
});

test('while it starts it says so and cannot be pressed', async () => {
  const { container } = render(button());
  expect(screen.getByRole('button', { name: 'Connecting …' }).disabled).toBe(true);
  await clean(container);
  await named('Voice Call');
  expect(state(container)).toBe('ready');
  await clean(container);
});

test('a call connects, rings, runs and ends', async () => {
  const { container, call } = await calling();
  expect(call.options).toEqual({ params: { To: 'bob' } });
  expect(state(container)).toBe('connecting');
  act(() => call.emit('ringing'));
  expect(state(container)).toBe('ringing');
  await clean(container);
  act(() => call.emit('accept'));
  expect(state(container)).toBe('connected');
  expect(container.querySelector('[data-call-sid]').dataset.callSid).toMatch(/^CA/);
  await clean(container);
  fireEvent.click(await named('End Call'));
  expect(call.done).toContain('disconnect');
  expect(state(container)).toBe('ended');
  expect(notices).toContain('The call has ended.');
});

test('mute is a toggle that tells its state', async () => {
  await connected();
  const mute = await named('Mute');
  expect(mute.getAttribute('aria-pressed')).toBe('false');
  fireEvent.click(mute);
  expect((await named('Mute')).getAttribute('aria-pressed')).toBe('true');
  fireEvent.click(mute);
  expect((await named('Mute')).getAttribute('aria-pressed')).toBe('false');
});

test('the keypad sends digits', async () => {
  const { call, container } = await connected();
  fireEvent.click(await named('Keypad'));
  fireEvent.click(await named('5'));
  fireEvent.click(await named('#'));
  expect(call.done).toEqual(['digits 5', 'digits #']);
  await clean(container);
});

test.each([
  [31603, 'ended', 'The call was declined.'],
  [31486, 'ended', 'The line is busy.'],
  [31480, 'ended', 'Nobody is there to take the call.'],
  [31404, 'ended', 'Nobody is there to take the call.'],
  [31401, 'failed', 'The microphone may not be used. Allow it in the browser and try again.'],
  [31402, 'failed', 'No microphone was found. Connect one and try again.'],
  [53000, 'failed', 'The connection was lost.'],
])('error %i before the answer is told as %s: %s', async (code, phase, sentence) => {
  const { container, call } = await calling();
  act(() => call.emit('error', { code }));
  expect(state(container)).toBe(phase);
  expect(screen.getByText(sentence)).toBeTruthy();
  await clean(container);
});

test('a call that ends before its answer was not answered', async () => {
  const { container, call } = await calling();
  act(() => call.emit('ringing'));
  await act(async () => call.emit('disconnect'));
  expect(container.textContent).toContain('Nobody answered.');
});

test('the reason that the SDK tells after the end is the reason', async () => {
  const { container, call } = await calling();
  await act(async () => {
    call.emit('disconnect');
    call.emit('error', { code: 31401 });
  });
  expect(state(container)).toBe('failed');
  expect(container.textContent).toContain('The microphone may not be used.');
});

test('a refused microphone at the click is explained', async () => {
  const { container, device } = await ready();
  device.connect = async () => {
    throw Object.assign(new Error('x'), { name: 'NotAllowedError' });
  };
  await act(async () => fireEvent.click(await named('Voice Call')));
  expect(state(container)).toBe('failed');
  expect(container.textContent).toContain('microphone');
});

test('a caller is shown by the name the server gives, and can be accepted', async () => {
  const { container, device } = await ready();
  const call = new FakeCall({ from: 'client:enc_abc', callerIdentity: 'bob@example.com' });
  act(() => device.emit('incoming', call));
  expect(state(container)).toBe('incoming');
  expect(screen.getByRole('alert').textContent).toBe('bob@example.com is calling');
  await clean(container);
  await act(async () => fireEvent.click(await named('Accept')));
  expect(call.done).toEqual(['accept']);
  expect(state(container)).toBe('connected');
});

test('a caller can be declined, and one who gives up goes away', async () => {
  const { container, device } = await ready();
  const first = new FakeCall({ from: 'client:bob' });
  act(() => device.emit('incoming', first));
  fireEvent.click(await named('Decline'));
  expect(first.done).toEqual(['reject']);
  const second = new FakeCall({ from: 'client:bob' });
  act(() => device.emit('incoming', second));
  act(() => second.emit('cancel'));
  expect(container.textContent).toContain('The caller hung up, or you answered on another device.');
});

test('who calls during a call waits, and is accepted instead of it', async () => {
  const { call, device } = await connected();
  const other = new FakeCall({ from: 'client:carol' });
  act(() => device.emit('incoming', other));
  expect(screen.getByRole('alert').textContent).toContain('carol');
  await act(async () => fireEvent.click(await named('Accept')));
  expect(call.done).toContain('disconnect');
  expect(other.done).toEqual(['accept']);
  await named('End Call');
});

test('reconnecting is shown and goes away again', async () => {
  const { container, call } = await connected();
  act(() => call.emit('reconnecting', {}));
  expect(state(container)).toBe('reconnecting');
  await clean(container);
  act(() => call.emit('reconnected'));
  expect(state(container)).toBe('connected');
});

test('a call that is not connected again in time is given up, and another can be tried', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const { container, call } = await connected();
  act(() => call.emit('reconnecting', {}));
  act(() => vi.advanceTimersByTime(20_000));
  // What else is said of the same break does not begin the time anew.
  act(() => call.emit('reconnecting', {}));
  await act(async () => vi.advanceTimersByTime(10_500));
  expect(state(container)).toBe('failed');
  expect(container.textContent).toContain('The connection was lost.');
  expect(call.done).toContain('disconnect');
  await named('Voice Call');
  await act(async () => vi.advanceTimersByTime(10_000));
  expect(state(container)).toBe('ready');
});

test('the sentence of a call that failed stays until the next one is tried', async () => {
  const { container, call, device } = await calling();
  act(() => call.emit('error', { code: 31401 }));
  expect(container.textContent).toContain('The microphone may not be used.');
  await clean(container);
  await act(async () => fireEvent.click(await named('Voice Call')));
  expect(device.calls).toHaveLength(2);
  expect(state(container)).toBe('connecting');
});

test('the second half of a double click does not end what the first began', async () => {
  const { container, device } = await ready();
  await act(async () => fireEvent.click(await named('Voice Call'), { detail: 1 }));
  fireEvent.click(screen.getByRole('button'), { detail: 2 });
  expect(state(container)).toBe('connecting');
  act(() => device.calls[0].emit('accept'));
  fireEvent.click(await named('End Call'), { detail: 2 });
  expect(state(container)).toBe('connected');
  fireEvent.click(screen.getByRole('button', { name: 'End Call' }), { detail: 1 });
  expect(state(container)).toBe('ended');
});

test('a line whose connection broke is not ready until it is back', async () => {
  const { container, device } = await ready();
  act(() => device.emit('unregistered'));
  expect(state(container)).toBe('starting');
  act(() => device.emit('registered'));
  expect(state(container)).toBe('ready');
});

test('a line that does not come back is told, and begun anew', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const { container, device } = await ready();
  act(() => device.emit('unregistered'));
  await act(async () => vi.advanceTimersByTime(15_050));
  expect(container.textContent).toContain('The phone service could not be reached.');
  expect(device.destroyed).toBe(true);
  await act(async () => fireEvent.click(await named('Try again')));
  await waitFor(() => expect(state(container)).toBe('ready'));
  expect(factory.devices).toHaveLength(2);
});

test('a call outlives its line', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const { container, device } = await connected();
  act(() => device.emit('unregistered'));
  await act(async () => vi.advanceTimersByTime(20_000));
  expect(state(container)).toBe('connected');
  expect(device.destroyed).toBe(false);
  fireEvent.click(await named('End Call'));
  await act(async () => vi.advanceTimersByTime(5_000));
  expect(device.destroyed).toBe(true);
});

/** A call with microphones to choose from. */
async function speaking(...names) {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const audio = new FakeAudio(...names);
  factory = deviceFactory(audio);
  const view = await calling();
  view.call.stream = audio.stream;
  act(() => view.call.emit('accept'));
  const settle = () => act(async () => vi.advanceTimersByTimeAsync(1_500));
  const choose = async (value) => {
    fireEvent.click(await named('Sound devices'));
    await act(async () => fireEvent.change(screen.getByLabelText('Microphone'), { target: { value } }));
  };
  return { ...view, audio, settle, choose };
}

test('another microphone takes the place of one that is unplugged', async () => {
  const { container, audio, settle, choose } = await speaking('default', 'headset');
  await choose('headset');
  act(() => audio.unplug('headset'));
  await settle();
  expect(audio.source.label).toBe('default');
  expect(audio.source.readyState).toBe('live');
  expect(notices).toContain('The microphone in use is now default.');
  expect(state(container)).toBe('connected');
});

test('one that ends while it is still listed is opened anew', async () => {
  const { audio, settle, choose } = await speaking('headset', 'default');
  await choose('default');
  act(() => audio.source.end());
  await settle();
  expect(audio.opened).toEqual(['default', 'default']);
});

test('without any microphone the user is told, until there is one again', async () => {
  const { container, audio, settle } = await speaking('default');
  act(() => audio.unplug('default'));
  await settle();
  expect(container.textContent).toContain('nobody hears you');
  expect(state(container)).toBe('connected');
  await clean(container);
  act(() => audio.plugIn('new'));
  await settle();
  expect(container.textContent).not.toContain('nobody hears you');
  expect(notices).toContain('The microphone in use is now new.');
});

test('a microphone is let go of after the call, and the chosen one taken for the next', async () => {
  const { audio, call, device, settle, choose } = await speaking('default', 'headset');
  await choose('headset');
  expect(audio.inputDevice.deviceId).toBe('headset');
  await act(async () => call.disconnect());
  await settle();
  expect(audio.inputDevice).toBeNull();
  const next = new FakeCall({ from: 'client:bob' });
  act(() => device.emit('incoming', next));
  await act(async () => fireEvent.click(await named('Accept')));
  expect(audio.inputDevice.deviceId).toBe('headset');
  expect(next.done).toEqual(['accept']);
  expect(notices).not.toContain('The microphone in use is now headset.');
});

test('two buttons of one user share a device, and the right one shows the call', async () => {
  const { container } = render(
    <>
      <VoiceCallButton calleeId="bob" identity="alice" createDevice={factory.create} />
      <VoiceCallButton calleeId="carol" identity="alice" createDevice={factory.create} />
    </>,
  );
  await waitFor(() => expect(screen.getAllByRole('button', { name: 'Voice Call' })).toHaveLength(2));
  expect(factory.devices).toHaveLength(1);
  act(() => factory.devices[0].emit('incoming', new FakeCall({ from: 'client:carol' })));
  const states = [...container.querySelectorAll('.switchboard-call')].map((one) => one.dataset.state);
  expect(states).toEqual(['ready', 'incoming']);
});

test('StrictMode registers once, and the last unmount destroys the device', async () => {
  const view = render(<StrictMode>{button()}</StrictMode>);
  await named('Voice Call');
  expect(factory.devices).toHaveLength(1);
  view.unmount();
  await waitFor(() => expect(factory.devices[0].destroyed).toBe(true));
});

test('unmounting before the device exists destroys it when it comes', async () => {
  let give;
  const late = deviceFactory();
  const create = (token, options) =>
    new Promise((resolve) => {
      give = async () => resolve(await late.create(token, options));
    });
  const view = render(button({ createDevice: create }));
  await waitFor(() => expect(give).toBeTypeOf('function'));
  view.unmount();
  await act(() => new Promise((resolve) => setTimeout(resolve, 1)));
  await give();
  await waitFor(() => expect(late.devices[0].destroyed).toBe(true));
});

test('a refused token is explained and can be tried again', async () => {
  answers({ status: 403, body: { code: 'not_permitted' } }, TOKEN);
  const { container } = render(button());
  fireEvent.click(await named('Try again'));
  await named('Voice Call');
  expect(state(container)).toBe('ready');
});

test('a server out of reach is tried again by itself', async () => {
  answers(new TypeError('offline'), TOKEN);
  const { container } = render(button());
  await waitFor(() => expect(state(container)).toBe('failed'));
  expect(container.textContent).toContain('could not be reached');
  await clean(container);
  await waitFor(() => expect(state(container)).toBe('ready'), { timeout: 3_000 });
});

test('why a line failed stays to be read while it tries again by itself', async () => {
  answers(new TypeError('offline'), TOKEN);
  /** @type {(() => void)[]} */
  const registering = [];
  const { create } = factory;
  factory.create = async (...of) => {
    const device = await create(...of);
    device.register = () => new Promise((resolve) => registering.push(resolve));
    return device;
  };
  const { container } = render(button());
  await waitFor(() => expect(registering).toHaveLength(1), { timeout: 3_000 });
  expect(state(container)).toBe('failed');
  expect(container.textContent).toContain('could not be reached');

  fireEvent.click(await named('Try again'));
  expect(state(container)).toBe('starting');
  expect(factory.devices).toHaveLength(1);
  await act(async () => registering[0]());
  expect(state(container)).toBe('ready');
});

test('the token is renewed when the SDK says it will expire', async () => {
  const { device } = await ready();
  answers({ body: { ...TOKEN.body, token: 'second' } });
  act(() => device.emit('tokenWillExpire'));
  await waitFor(() => expect(device.tokens).toEqual(['second']));
});

test('an insecure page says why there are no calls', async () => {
  Object.defineProperty(navigator, 'mediaDevices', { configurable: true, value: undefined });
  globalThis.isSecureContext = false;
  const { container } = render(button());
  await waitFor(() => expect(container.textContent).toContain('https'));
  globalThis.isSecureContext = true;
});

test('the development edge reaches the device', async () => {
  answers({ body: { ...TOKEN.body, signaling: 'ws://127.0.0.1:8081' } });
  const { device } = await ready();
  expect(device.options).toEqual({ signaling: 'ws://127.0.0.1:8081' });
});

test('the app token is asked of the function that the app gives now', async () => {
  const { device, rerender } = await ready({ getAuthToken: () => 'first' });
  rerender(button({ getAuthToken: () => 'second' }));
  const asked = answers(TOKEN);
  act(() => device.emit('tokenWillExpire'));
  await waitFor(() => expect(asked[0].headers.Authorization).toBe('Bearer second'));
});

const fails = () => {
  throw new Error('no session');
};
const missing = { status: 401, body: { code: 'token_missing' } };

test.each([
  ['throws', fails, 'Signing in does not work right now.'],
  ['rejects', async () => fails(), 'Signing in does not work right now.'],
  ['gives nothing', () => '', 'Please sign in first.'],
])('an app token that %s is told', async (_, getAuthToken, sentence) => {
  answers(missing);
  const { container } = render(button({ getAuthToken }));
  await waitFor(() => expect(state(container)).toBe('failed'));
  expect(container.textContent).toContain(sentence);
});

test('an app token that never comes is given up, and asked for again', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  vi.spyOn(AbortSignal, 'timeout').mockImplementation((time) => {
    const limit = new AbortController();
    setTimeout(() => limit.abort(), time);
    return limit.signal;
  });
  const getAuthToken = vi.fn(() => new Promise(() => {}));
  const { container } = render(button({ getAuthToken }));
  await act(async () => vi.advanceTimersByTimeAsync(15_100));
  expect(container.textContent).toContain('did not answer in time');
  getAuthToken.mockReturnValue('late');
  await act(async () => vi.advanceTimersByTimeAsync(2_000));
  expect(state(container)).toBe('ready');
});

test('the address of the server may end with a slash', async () => {
  const asked = answers(TOKEN);
  await ready({ baseUrl: 'https://example.com/calls/' });
  expect(asked[0].url).toBe('https://example.com/calls/api/twilio/voice/token');
});

test('another callee does not disturb the call at hand', async () => {
  const { container, call, device, rerender } = await connected();
  rerender(button({ calleeId: 'carol' }));
  await act(() => new Promise((resolve) => setTimeout(resolve, 5)));
  expect(state(container)).toBe('connected');
  expect(container.textContent).toContain('bob');
  expect(call.done).toEqual([]);
  expect(device.destroyed).toBe(false);
});

test('another user gets a line of their own, and the call of the old one ends', async () => {
  const { container, call, device, rerender } = await connected();
  const asked = answers(TOKEN);
  rerender(button({ identity: 'ann' }));
  await waitFor(() => expect(device.destroyed).toBe(true));
  expect(call.done).toContain('disconnect');
  await named('Voice Call');
  expect(asked[0].body).toEqual({ identity: 'ann' });
  expect(state(container)).toBe('ready');
});

test('a call moves to another button of the user when its own goes away', async () => {
  const buttons = (...callees) =>
    callees.map((calleeId) => (
      <VoiceCallButton key={calleeId} calleeId={calleeId} identity="alice" createDevice={factory.create} />
    ));
  const { container, rerender } = render(buttons('bob', 'carol'));
  await waitFor(() => expect(screen.getAllByRole('button', { name: 'Voice Call' })).toHaveLength(2));
  act(() => factory.devices[0].emit('incoming', new FakeCall({ from: 'client:dave' })));
  rerender(buttons('carol'));
  await waitFor(() => expect(state(container)).toBe('incoming'));
  rerender(buttons('carol', 'dave'));
  expect(await screen.findAllByRole('button', { name: 'Accept' })).toHaveLength(1);
});

test('what the listeners of the app throw is reported, and breaks off no call', async () => {
  globalThis.reportError = vi.fn();
  const { container } = await ready({ onCallEvent: fails, notify: fails });
  await act(async () => fireEvent.click(await named('Voice Call')));
  act(() => factory.devices[0].calls[0].emit('accept'));
  expect(state(container)).toBe('connected');
  expect(globalThis.reportError).toHaveBeenCalledWith(new Error('no session'));
});

test('a ring does not put the focus on a button that a space would press', async () => {
  const { device } = await ready();
  act(() => device.emit('incoming', new FakeCall({ from: 'client:bob' })));
  expect(document.activeElement.getAttribute('aria-label')).toBe('bob is calling');
  expect(document.activeElement.tagName).toBe('DIV');
});

test('without a function of the app notices are in a region of their own', async () => {
  configureSwitchboard({ notify: undefined });
  const { device } = await ready({ labels: { calling: 'ruft an', connected: 'Verbunden: {peer}' } });
  const call = new FakeCall({ from: 'client:bob' });
  act(() => device.emit('incoming', call));
  await act(async () => fireEvent.click(await named('Accept')));
  const region = document.getElementById('switchboard-notices');
  await waitFor(() => expect(region.textContent).toBe('bob ruft anVerbunden: bob'));
});

test('labels translate what is read and what is announced', async () => {
  const labels = { call: 'Anrufen', 'error.declined': 'Abgelehnt.' };
  render(button({ labels }));
  const call = await named('Anrufen');
  await act(async () => fireEvent.click(call));
  act(() => factory.devices[0].calls[0].emit('error', { code: 31603 }));
  expect(screen.getByText('Abgelehnt.')).toBeTruthy();
});

test('the keyboard keeps its place when the button changes', async () => {
  const { call } = await calling();
  screen.getByRole('button').focus();
  act(() => call.emit('accept'));
  expect(document.activeElement.textContent).toContain('End Call');
});

test('the keyboard gets its place back when there is a control again, unless it went elsewhere', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const { container } = await calling();
  const end = async () => {
    screen.getByRole('button').focus();
    fireEvent.click(screen.getByRole('button'));
    expect(document.activeElement).toBe(document.body);
  };
  const later = () => act(async () => vi.advanceTimersByTime(5_000));
  await end();
  await later();
  expect(document.activeElement.textContent).toContain('Voice Call');
  await act(async () => fireEvent.click(screen.getByRole('button')));
  await end();
  const elsewhere = container.appendChild(document.createElement('input'));
  elsewhere.focus();
  await later();
  expect(document.activeElement).toBe(elsewhere);
});
