import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { RefusalHint } from '../src/RefusalHint.jsx';

afterEach(cleanup);

const refused = (/** @type {string} */ from, /** @type {string} */ reason) => ({
  fields: [{ name: 'From', value: from }],
  answer: `<?xml version="1.0"?><Response><Reject reason="rejected"/></Response><!-- refused: ${reason} -->`,
});
const rung = { fields: [{ name: 'From', value: 'client:alice' }], answer: '<Response><Dial/></Response>' };

test('a refused country names the setting that allows it', () => {
  render(<RefusalHint identity="alice" webhooks={[refused('client:alice', 'country')]} />);
  expect(screen.getByRole('status').textContent).toContain('SWITCHBOARD_DIAL_COUNTRIES=US');
});

test('an unknown reason is shown unchanged', () => {
  render(<RefusalHint identity="alice" webhooks={[refused('client:alice', 'full_moon')]} />);
  expect(screen.getByRole('status').textContent).toContain('full_moon');
});

test('only the last call of this user counts', () => {
  const { rerender } = render(<RefusalHint identity="alice" webhooks={[refused('client:bob', 'country')]} />);
  expect(screen.queryByRole('status')).toBeNull();
  rerender(<RefusalHint identity="alice" webhooks={[rung, refused('client:alice', 'country')]} />);
  expect(screen.queryByRole('status')).toBeNull();
});
