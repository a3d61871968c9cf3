import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { PhoneCalls } from '../src/PhoneCalls.jsx';

const calling = {
  number: '+12025550123', state: 'talking', from: '+12025550123', to: '+12025550100',
  heard: [], tones: '', behavior: 'answers',
};
let phone = calling;
vi.stubGlobal('fetch', async () => Response.json({ phones: [phone] }));
afterEach(cleanup);

const show = () => render(<PhoneCalls version={1} perform={async () => {}} />);

test('pressed keys are shown during a call without further events', async () => {
  phone = calling;
  show();
  await screen.findByText('talking', {}, { timeout: 10_000 });
  phone = { ...calling, tones: '5#' };
  await screen.findByText('keys heard: 5#', {}, { timeout: 10_000 });
}, 30_000);

test('a phone on a call shows the other end, in both directions', async () => {
  phone = calling;
  const { unmount } = show();
  await screen.findByText('+12025550100', {}, { timeout: 10_000 });
  unmount();
  phone = { ...calling, from: 'client:alice', to: calling.number };
  show();
  await screen.findByText('alice', {}, { timeout: 10_000 });
}, 30_000);
