import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import axe from 'axe-core';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import PhoneVerification, { configureSwitchboard } from '../src/index.js';
import { isMailAddress, toE164 } from '../src/recipient.js';

let asked;
let answers;

const started = { status: 200, body: { ok: true, handle: 'h1', status: 'pending', phone: '+12345678901' } };
const checked = (verified) => ({ status: 200, body: { ok: true, verified, phone: '+12345678901' } });

beforeEach(() => {
  asked = [];
  answers = [started];
  globalThis.fetch = async (url, options) => {
    asked.push({ url, body: JSON.parse(options.body) });
    const { status, body, headers } = answers.shift();
    return new Response(JSON.stringify(body), { status, headers });
  };
  configureSwitchboard({ baseUrl: '' });
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const clean = async (container) => {
  const found = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } });
  expect(found.violations.map((violation) => violation.id)).toEqual([]);
};
const named = (name) => screen.findByRole('button', { name });
const press = async (name) => act(async () => fireEvent.click(await named(name)));
const type = (label, value) => fireEvent.change(screen.getByLabelText(label), { target: { value } });

async function codeAsked(props) {
  const view = render(<PhoneVerification {...props} />);
  type('Phone number', '+1 234 567-8901');
  await press('Send code');
  return view;
}

test('a number is sent as E.164 by the chosen channel, and the right code verifies it', async () => {
  const verified = vi.fn();
  answers = [started, checked(true)];
  const { container } = render(<PhoneVerification onVerified={verified} />);
  await clean(container);
  type('Phone number', '+1 (234) 567-8901');
  type('Send the code by', 'voice');
  await press('Send code');
  const code = screen.getByLabelText('Code');
  expect(code.autocomplete).toBe('one-time-code');
  expect(document.activeElement).toBe(code);
  await clean(container);
  type('Code', '123 456');
  await press('Verify');
  expect(asked).toEqual([
    { url: '/api/auth/verify/start', body: { phone: '+12345678901', channel: 'voice' } },
    {
      url: '/api/auth/verify/check',
      body: { phone: '+12345678901', code: '123456', handle: 'h1' },
    },
  ]);
  expect(screen.getByRole('status').textContent).toContain('+12345678901');
  expect(verified).toHaveBeenCalledOnce();
  await clean(container);
});

test('a check sends the handle of the last code, not that of an earlier one', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const { handle: _, ...none } = started.body;
  const second = { status: 200, body: { ...started.body, handle: 'h2' } };
  const without = { status: 200, body: none };
  answers = [started, second, checked(false), without, checked(true)];
  await codeAsked();
  await act(async () => vi.advanceTimersByTime(31_000));
  await press('Send again');
  expect(asked.at(-1).body).toEqual({ phone: '+12345678901', channel: 'sms', handle: 'h1' });
  type('Code', '123456');
  await press('Verify');
  expect(asked.at(-1).body.handle).toBe('h2');
  await press('Use another number or address');
  await act(async () => vi.advanceTimersByTime(31_000));
  type('Phone number', '+12345678902');
  await press('Send code');
  expect(asked.at(-1).body).toEqual({ phone: '+12345678902', channel: 'sms' });
  type('Code', '123456');
  await press('Verify');
  expect(asked.at(-1).body).toEqual({ phone: '+12345678902', code: '123456' });
});

test('a wrong code is reported and can be corrected', async () => {
  answers = [started, checked(false), checked(true)];
  const { container } = await codeAsked();
  type('Code', '000000');
  await press('Verify');
  expect(screen.getByRole('alert').textContent).toContain('not right');
  expect(screen.getByLabelText('Code').getAttribute('aria-invalid')).toBe('true');
  await clean(container);
  type('Code', '123456');
  await press('Verify');
  expect(screen.getByRole('status')).toBeTruthy();
});

test('invalid numbers are not sent', async () => {
  const { container } = render(<PhoneVerification />);
  type('Phone number', '12345');
  await press('Send code');
  expect(asked).toEqual([]);
  expect(screen.getByLabelText('Phone number').getAttribute('aria-invalid')).toBe('true');
  expect(document.activeElement).toBe(screen.getByLabelText('Phone number'));
  await clean(container);
});

test('users who are not signed in can be verified, with or without an app token', async () => {
  const fails = () => {
    throw new Error('no session');
  };
  await codeAsked({ getAuthToken: fails });
  expect(asked).toHaveLength(1);
  expect(screen.getByLabelText('Code')).toBeTruthy();
});

test('a refusal shows its reason, counts down its wait, and then allows a retry', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  answers = [{ status: 429, body: { code: 'rate_limited' }, headers: { 'Retry-After': '42' } }];
  render(<PhoneVerification />);
  type('Phone number', '+12345678901');
  await press('Send code');
  expect(screen.getByRole('alert').textContent).toContain('too often');
  expect((await named(/Send again in 0:4\d/)).disabled).toBe(true);
  await act(async () => vi.advanceTimersByTime(43_000));
  expect((await named('Send code')).disabled).toBe(false);
});

test('a code can be sent again after the pause, to the same number by the same channel', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  answers = [started, started];
  await codeAsked();
  expect((await named(/Send again in/)).disabled).toBe(true);
  await act(async () => vi.advanceTimersByTime(31_000));
  await press('Send again');
  expect(asked[1]).toEqual({ ...asked[0], body: { ...asked[0].body, handle: 'h1' } });
});

test('too many codes are reported with the wait of the server', async () => {
  answers = [
    started,
    { status: 429, body: { code: 'too_many_attempts' }, headers: { 'Retry-After': '600' } },
  ];
  await codeAsked();
  type('Code', '111111');
  await press('Verify');
  expect(screen.getByRole('alert').textContent).toContain('Too many wrong codes');
  expect(await named('Send again in 10:00')).toBeTruthy();
});

const demanded = { status: 403, body: { code: 'captcha_required', field: 'captchaToken' } };

test('a captcha is shown only if the server requires one, and its token is sent', async () => {
  answers = [demanded, started];
  const getCaptchaToken = vi.fn(async () => 'token 1');
  await codeAsked({ getCaptchaToken });
  expect(getCaptchaToken).toHaveBeenCalledOnce();
  expect(asked.map(({ body }) => body.captchaToken)).toEqual([undefined, 'token 1']);
  expect(screen.getByLabelText('Code')).toBeTruthy();
});

test('a captcha that does not pass or cannot be shown is reported, and can be retried', async () => {
  answers = [demanded, demanded, demanded, started];
  const getCaptchaToken = vi.fn(async () => 'token 1');
  const { rerender } = await codeAsked({ getCaptchaToken });
  expect(screen.getByRole('alert').textContent).toContain('robot');
  expect(asked.length).toBe(2);
  rerender(<PhoneVerification />);
  await press('Send code');
  expect(asked.length).toBe(3);
  expect(screen.getByRole('alert').textContent).toContain('robot');
  await press('Send code');
  expect(screen.getByLabelText('Code')).toBeTruthy();
});

test('a captcha that fails on the page is a failure to start', async () => {
  answers = [demanded];
  await codeAsked({ getCaptchaToken: () => Promise.reject(new Error('closed')) });
  expect(asked.length).toBe(1);
  expect(screen.getByRole('alert').textContent).not.toBe('');
  expect((await named('Send code')).disabled).toBe(false);
});

test('an email address is sent as such', async () => {
  const { container } = render(<PhoneVerification channels={['email']} />);
  type('E-mail address', ' ann@example.com ');
  await press('Send code');
  expect(asked[0].body).toEqual({ email: 'ann@example.com', channel: 'email' });
  await clean(container);
});

test('an invalid email address shows the expected form', async () => {
  render(<PhoneVerification channels={['email']} />);
  type('E-mail address', 'ann');
  await press('Send code');
  expect(asked).toEqual([]);
  const field = screen.getByLabelText('E-mail address');
  expect(field.getAttribute('aria-invalid')).toBe('true');
  expect(document.getElementById(field.getAttribute('aria-describedby')).textContent).toContain('ann@example.com');
});

test('another number can be entered instead', async () => {
  await codeAsked();
  await press('Use another number or address');
  await waitFor(() => expect(screen.getByLabelText('Phone number')).toBeTruthy());
});

test.each([
  ['+1 202 555 0123', '', '+12025550123'],
  ['0049 30 123456', '', '+4930123456'],
  ['030 123456', '+49', '+4930123456'],
  ['+0123456', '', null],
  ['12345678', '', null],
  ['+1234567890123456', '', null],
  ['abc', '+49', null],
])('%s with country %s is %s', (typed, country, number) => {
  expect(toE164(typed, country)).toBe(number);
});

test('email addresses are distinguished from other texts', () => {
  expect(isMailAddress('ann@example.com')).toBe(true);
  expect(isMailAddress('ann@example')).toBe(false);
  expect(isMailAddress('ann example.com')).toBe(false);
});
