import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { Refusal } from '../src/Refusal.jsx';

afterEach(cleanup);

const refused = (/** @type {string} */ from, /** @type {string} */ reason) => ({
  fields: [{ name: 'From', value: from }],
  answer: `<?xml version="1.0"?><Response><Reject reason="rejected"/></Response><!-- refused: ${reason} -->`,
});
const rung = { fields: [{ name: 'From', value: 'client:alice' }], answer: '<Response><Dial/></Response>' };

test('a call to a country that is not named says which setting names it', () => {
  render(<Refusal identity="alice" webhooks={[refused('client:alice', 'country')]} />);
  expect(screen.getByRole('status').textContent).toContain('SWITCHBOARD_DIAL_COUNTRIES=US');
});

test('a reason that is new shows as it is', () => {
  render(<Refusal identity="alice" webhooks={[refused('client:alice', 'full_moon')]} />);
  expect(screen.getByRole('status').textContent).toContain('full_moon');
});

test('only the last call of this very person counts', () => {
  const { rerender } = render(<Refusal identity="alice" webhooks={[refused('client:bob', 'country')]} />);
  expect(screen.queryByRole('status')).toBeNull();
  rerender(<Refusal identity="alice" webhooks={[rung, refused('client:alice', 'country')]} />);
  expect(screen.queryByRole('status')).toBeNull();
});
