import { StrictMode } from 'react';
import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import VoiceCallButton from '../src/index.js';
import { answers, deviceFactory, FakeCall, TOKEN } from './fakes.js';
import { button, clean, connected, factory, named, ready, state } from './setup.jsx';

test('a device that lost its connection is not ready until it reconnects', async () => {
  const { container, device } = await ready();
  act(() => device.emit('unregistered'));
  expect(state(container)).toBe('starting');
  act(() => device.emit('registered'));
  expect(state(container)).toBe('ready');
});

test('a device that does not reconnect is reported and replaced', async () => {
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

test('a call survives the loss of its registration', async () => {
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

test('unmounting before the device exists destroys it when it is created', async () => {
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

test('an unreachable server is retried automatically', async () => {
  answers(new TypeError('offline'), TOKEN);
  const { container } = render(button());
  await waitFor(() => expect(state(container)).toBe('failed'));
  expect(container.textContent).toContain('could not be reached');
  await clean(container);
  await waitFor(() => expect(state(container)).toBe('ready'), { timeout: 3_000 });
});

test('the reason of a failure stays visible during automatic retries', async () => {
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

test('the app token comes from the current function of the app', async () => {
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
])('an app token that %s is reported', async (_, getAuthToken, sentence) => {
  answers(missing);
  const { container } = render(button({ getAuthToken }));
  await waitFor(() => expect(state(container)).toBe('failed'));
  expect(container.textContent).toContain(sentence);
});

test('an app token that never arrives times out and is requested again', async () => {
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

test('another callee does not disturb the current call', async () => {
  const { container, call, device, rerender } = await connected();
  rerender(button({ calleeId: 'carol' }));
  await act(() => new Promise((resolve) => setTimeout(resolve, 5)));
  expect(state(container)).toBe('connected');
  expect(container.textContent).toContain('bob');
  expect(call.done).toEqual([]);
  expect(device.destroyed).toBe(false);
});

test('another user gets a new device, and the call of the old one ends', async () => {
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

test('errors in listeners of the app are reported and do not end a call', async () => {
  globalThis.reportError = vi.fn();
  const { container } = await ready({ onCallEvent: fails, notify: fails });
  await act(async () => fireEvent.click(await named('Voice Call')));
  act(() => factory.devices[0].calls[0].emit('accept'));
  expect(state(container)).toBe('connected');
  expect(globalThis.reportError).toHaveBeenCalledWith(new Error('no session'));
});
