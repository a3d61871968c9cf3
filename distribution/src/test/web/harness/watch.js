import assert from 'node:assert/strict';

const LOCAL = /^(?:(?:https?|wss?):\/\/(?:127\.0\.0\.1|localhost|\[::1\])[:/]|data:|blob:|about:)/;

/** Keeps a record of whom a browser context spoke to, and of what went wrong in its pages. */
export class Watch {
  addresses = [];
  failures = [];
  #expected = [];
  #proxied = [];

  constructor(context) {
    context.on('request', (request) => this.addresses.push(request.url()));
    context.on('page', (page) => {
      page.on('websocket', (socket) => this.addresses.push(socket.url()));
    });
    context.on('console', (message) => {
      if (message.type() === 'error') this.failures.push(message.text());
    });
    // Also uncaught rejections of promises.
    context.on('weberror', (error) => this.failures.push(String(error.error().stack)));
  }

  /** Something that a page may complain of, since the test provokes it. */
  expect(pattern) {
    this.#expected.push(pattern);
  }

  /** Other addresses that never leave this machine, since the browser's proxy is on it. */
  proxied(pattern) {
    this.#proxied.push(pattern);
  }

  /** Fails if anything but this machine was spoken to, or a page complained unexpectedly. */
  assertQuiet() {
    const here = [LOCAL, ...this.#proxied];
    assert.notEqual(this.addresses.length, 0, 'the watch saw no request at all');
    assert.deepEqual(this.addresses.filter((address) => !here.some((one) => one.test(address))), []);
    const unexpected = this.failures.filter((text) => !this.#expected.some((one) => one.test(text)));
    assert.deepEqual(unexpected, []);
  }
}
