import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { test } from 'node:test';
import { Watch } from './harness/watch.js';

function watched() {
  const context = new EventEmitter();
  const watch = new Watch(context);
  context.emit('request', { url: () => 'http://127.0.0.1:4711/' });
  return { context, watch };
}

test('a page that speaks to this machine only is quiet', () => {
  watched().watch.assertQuiet();
});

for (const address of ['https://eventgw.twilio.com/v4', 'wss://127.0.0.1.example/signal']) {
  test(`a page that speaks to ${new URL(address).host} is caught`, () => {
    const { context, watch } = watched();
    const page = new EventEmitter();
    context.emit('page', page);
    page.emit('websocket', { url: () => address });
    assert.throws(() => watch.assertQuiet(), { actual: [address] });
  });
}

test('a page that complains is caught, unless the test provoked it', () => {
  const { context, watch } = watched();
  context.emit('console', { type: () => 'error', text: () => 'AccessTokenExpired' });
  assert.throws(() => watch.assertQuiet());
  watch.expect(/TokenExpired/);
  watch.assertQuiet();
});
