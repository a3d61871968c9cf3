import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import axe from 'axe-core';
import { afterEach, beforeEach, expect, vi } from 'vitest';
import VoiceCallButton, { configureSwitchboard } from '../src/index.js';
import { answers, deviceFactory, FakeAudio, secureBrowser, TOKEN } from './fakes.js';

/** What the app was asked to show. */
export let notices;
/** Makes the devices of the button under test. */
export let factory;

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

export const button = (props) => (
  <VoiceCallButton calleeId="bob" identity="alice" createDevice={factory.create} {...props} />
);
export const named = (name) => screen.findByRole('button', { name });
export const state = (container) => container.querySelector('.switchboard-call').dataset.state;
export const clean = async (container) => {
  const found = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } });
  expect(found.violations.map((violation) => violation.id)).toEqual([]);
};

export async function ready(props) {
  const view = render(button(props));
  await named('Voice Call');
  return { ...view, device: factory.devices[0] };
}

export async function calling() {
  const view = await ready();
  await act(async () => fireEvent.click(await named('Voice Call')));
  return { ...view, call: view.device.calls[0] };
}

export async function connected() {
  const view = await calling();
  act(() => view.call.emit('ringing'));
  act(() => view.call.emit('accept'));
  return view;
}

/** A call with microphones to choose from. */
export async function speaking(...names) {
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
