import { scaled, stretch, stretchTimers } from './pace.js';
import { Watch } from './watch.js';

const TIMEOUT = 60_000;

/** A user in a separate browser context. */
export class Visitor {
  constructor(identity, product) {
    this.identity = identity;
    this.product = product;
  }

  async open(browser, pages) {
    this.context = await browser.newContext();
    this.watch = new Watch(this.context);
    await this.context.addInitScript(stretchTimers, stretch());
    this.page = await this.context.newPage();
    this.page.setDefaultTimeout(scaled(TIMEOUT));
    const query = new URLSearchParams({
      api: this.product.api,
      box: this.product.box,
      identity: this.identity,
    });
    await this.page.goto(`${pages}/?${query}`);
    await this.page.waitForFunction(() => globalThis.session);
  }

  /** Runs a function in the page. */
  run(action, argument) {
    return this.page.evaluate(action, argument);
  }

  /** Waits until a function in the page answers with something true. */
  until(condition, argument) {
    return this.page.waitForFunction(condition, argument, { timeout: scaled(TIMEOUT), polling: 100 });
  }

  /** Kills the page without a close frame. */
  async crash() {
    const gone = new Promise((resolve) => this.page.once('crash', resolve));
    const session = await this.context.newCDPSession(this.page);
    session.send('Page.crash').catch(() => {});
    await gone;
  }

  /** What is known of the page, for the report of a failure. */
  async story() {
    const events = await this.page
      .evaluate(() => globalThis.phone?.events ?? globalThis.meeting?.events ?? [])
      .catch((gone) => String(gone));
    return JSON.stringify({ identity: this.identity, events, failures: this.watch.failures });
  }

  async leave() {
    await this.context?.close();
  }
}
