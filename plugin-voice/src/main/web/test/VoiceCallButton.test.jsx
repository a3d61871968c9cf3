import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { configureSwitchboard } from '../src/index.js';
import { answers, FakeCall, TOKEN } from './fakes.js';
import { button, calling, clean, connected, factory, named, notices, ready, state } from './setup.jsx';

test('it asks for a token with the own identity and the app token', async () => {
  const asked = answers(TOKEN);
  await ready({ baseUrl: 'https://calls.example.com' });
  expect(asked[0].url).toBe('https://calls.example.com/api/twilio/voice/token');
  expect(asked[0].body).toEqual({ identity: 'alice' });
  expect(asked[0].headers.Authorization).toBe('Bearer app-jwt');
});

test('while it starts, it shows that and is disabled', async () => {
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

test('mute is a toggle that shows its state', async () => {
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
])('error %i before the answer is reported as %s: %s', async (code, phase, sentence) => {
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

test('the reason that the SDK reports after the end is shown', async () => {
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

test('a caller can be declined, and one who gives up disappears', async () => {
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

test('a caller during a call waits, and accepting ends the first call', async () => {
  const { call, device } = await connected();
  const other = new FakeCall({ from: 'client:carol' });
  act(() => device.emit('incoming', other));
  expect(screen.getByRole('alert').textContent).toContain('carol');
  await act(async () => fireEvent.click(await named('Accept')));
  expect(call.done).toContain('disconnect');
  expect(other.done).toEqual(['accept']);
  await named('End Call');
});

test('reconnecting is shown and disappears again', async () => {
  const { container, call } = await connected();
  act(() => call.emit('reconnecting', {}));
  expect(state(container)).toBe('reconnecting');
  await clean(container);
  act(() => call.emit('reconnected'));
  expect(state(container)).toBe('connected');
});

test('a call that does not reconnect in time ends, and a new one can be made', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const { container, call } = await connected();
  act(() => call.emit('reconnecting', {}));
  act(() => vi.advanceTimersByTime(20_000));
  // What else is said of the same break does not restart the time.
  act(() => call.emit('reconnecting', {}));
  await act(async () => vi.advanceTimersByTime(10_500));
  expect(state(container)).toBe('failed');
  expect(container.textContent).toContain('The connection was lost.');
  expect(call.done).toContain('disconnect');
  await named('Voice Call');
  await act(async () => vi.advanceTimersByTime(10_000));
  expect(state(container)).toBe('ready');
});

test('the sentence of a failed call stays until the next attempt', async () => {
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

test('a ring does not put the focus on a button that a space would press', async () => {
  const { device } = await ready();
  act(() => device.emit('incoming', new FakeCall({ from: 'client:bob' })));
  expect(document.activeElement.getAttribute('aria-label')).toBe('bob is calling');
  expect(document.activeElement.tagName).toBe('DIV');
});

test('without a function of the app, notices are in a live region', async () => {
  configureSwitchboard({ notify: undefined });
  const { device } = await ready({ labels: { calling: 'ruft an', connected: 'Verbunden: {peer}' } });
  const call = new FakeCall({ from: 'client:bob' });
  act(() => device.emit('incoming', call));
  await act(async () => fireEvent.click(await named('Accept')));
  const region = document.getElementById('switchboard-notices');
  await waitFor(() => expect(region.textContent).toBe('bob ruft anVerbunden: bob'));
});

test('labels translate visible and announced text', async () => {
  const labels = { call: 'Anrufen', 'error.declined': 'Abgelehnt.' };
  render(button({ labels }));
  const call = await named('Anrufen');
  await act(async () => fireEvent.click(call));
  act(() => factory.devices[0].calls[0].emit('error', { code: 31603 }));
  expect(screen.getByText('Abgelehnt.')).toBeTruthy();
});

test('the keyboard focus is kept when the button changes', async () => {
  const { call } = await calling();
  screen.getByRole('button').focus();
  act(() => call.emit('accept'));
  expect(document.activeElement.textContent).toContain('End Call');
});

test('the keyboard focus returns when there is a control again, unless it moved elsewhere', async () => {
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
