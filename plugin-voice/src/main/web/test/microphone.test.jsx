import { act, fireEvent } from '@testing-library/react';
import { expect, test } from 'vitest';
import { FakeCall } from './fakes.js';
import { clean, named, notices, speaking, state } from './setup.jsx';

test('another microphone replaces an unplugged one', async () => {
  const { container, audio, settle, choose } = await speaking('default', 'headset');
  await choose('headset');
  act(() => audio.unplug('headset'));
  await settle();
  expect(audio.source.label).toBe('default');
  expect(audio.source.readyState).toBe('live');
  expect(notices).toContain('The microphone in use is now default.');
  expect(state(container)).toBe('connected');
});

test('a microphone that ends while it is still listed is reopened', async () => {
  const { audio, settle, choose } = await speaking('headset', 'default');
  await choose('default');
  act(() => audio.source.end());
  await settle();
  expect(audio.opened).toEqual(['default', 'default']);
});

test('without any microphone the user is informed, until there is one again', async () => {
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

test('a microphone is released after the call, and the chosen one is used for the next', async () => {
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
