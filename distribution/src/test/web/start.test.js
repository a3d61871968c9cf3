import assert from 'node:assert/strict';
import { scenario } from './harness/scenario.js';

scenario('a page signs in at the box and gets a voice token from the server', async ({ visit }) => {
  const alice = await visit('alice');
  const { token } = await alice.run(() => globalThis.session.voicePass());
  const { grants } = JSON.parse(Buffer.from(token.split('.')[1], 'base64url'));
  assert.equal(grants.identity, alice.identity);
});
