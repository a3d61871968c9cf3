import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { scaled, stretch, stretchTimers } from './pace.js';
import { Visitor } from './visitor.js';
import { Watch } from './watch.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TIMEOUT = 60_000;

/** Somebody who uses a page as people do: reads it, presses its buttons. */
export class Person extends Visitor {
  /**
   * @param browser
   * @param {string} address of the page
   * @param {object} [options] of the browser's context, and `before`: a function that runs in the page
   *   before its own scripts, with what is `given`
   */
  async open(browser, address, { before, given, ...options } = {}) {
    this.context = await browser.newContext(options);
    this.watch = new Watch(this.context);
    await this.context.addInitScript(stretchTimers, stretch());
    await this.context.addInitScript(keepConnections);
    if (before) await this.context.addInitScript(before, given);
    await this.go(address);
  }

  /** Opens a page, in another tab if there is one already. */
  async go(address) {
    this.page = await this.context.newPage();
    this.page.setDefaultTimeout(scaled(TIMEOUT));
    await this.page.goto(address);
  }

  press(name) {
    return this.page.getByRole('button', { name, exact: true }).click();
  }

  async shows(text) {
    await this.page.getByText(text).first().waitFor();
  }

  /** Waits until the time of a call is shown as some seconds or more. */
  async hasTalkedFor(seconds) {
    await this.page.waitForFunction((least) => {
      const [minutes, rest] = document.querySelector('[role="timer"]')?.textContent.split(':') ?? [0, 0];
      return Number(minutes) * 60 + Number(rest) >= least;
    }, seconds);
  }

  /** Waits until a component is in a state: `voice`, `video` or `verification`. */
  async is(component, state) {
    await this.page.locator(`${COMPONENTS[component]}[data-state="${state}"]`).waitFor();
  }

  /** Packets of sound or pictures that arrived so far, as the browser itself counts them. */
  received(kind) {
    return this.page.evaluate(sumInbound, { kind, what: 'packetsReceived' });
  }

  /** Waits until more packets of a kind arrive. */
  async receivesMore(kind) {
    const before = await this.received(kind);
    for (const end = Date.now() + scaled(TIMEOUT); Date.now() < end; ) {
      if ((await this.received(kind)) > before + 20) return;
      await this.page.waitForTimeout(200);
    }
    throw new Error(`${this.identity} receives no ${kind}`);
  }

  /**
   * Waits until sound comes in, or none: packets alone show nothing, since they come without a
   * microphone as well. The browser's made-up devices beep every second.
   */
  async hears(something = true) {
    const energy = () => this.page.evaluate(sumInbound, { kind: 'audio', what: 'totalAudioEnergy' });
    for (const end = Date.now() + scaled(TIMEOUT); Date.now() < end; ) {
      const before = await energy();
      await this.page.waitForTimeout(1_500);
      if ((await energy()) > before + 1e-6 === something) return;
    }
    throw new Error(`${this.identity} ${something ? 'hears nothing' : 'still hears something'}`);
  }

  /** What axe has to complain of the page as it is. */
  async barriers() {
    // With the browser's own timer, since the clock of the page may be held.
    await this.page.evaluate(`((setTimeout) => {${AXE}})(globalThis.browserTimeout)`);
    const { violations } = await this.page.evaluate(() => globalThis.axe.run());
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
  }

  async story() {
    const text = await this.page.evaluate(() => document.body.innerText).catch((gone) => String(gone));
    return JSON.stringify({ identity: this.identity, text, failures: this.watch.failures });
  }
}

const COMPONENTS = {
  voice: '.switchboard-call:not(.switchboard-video)',
  video: '.switchboard-video',
  verification: '.switchboard-verification',
};

/** Remembers the page's connections, from all scripts. */
function keepConnections() {
  globalThis.connections = [];
  // A proxy, since the video SDK looks through the prototype's own properties.
  globalThis.RTCPeerConnection = new Proxy(globalThis.RTCPeerConnection, {
    construct(target, given, wanted) {
      const made = Reflect.construct(target, given, wanted);
      globalThis.connections.push(made);
      return made;
    },
  });
}

/** Adds up what the browser says of all sound or all pictures that come in. */
async function sumInbound({ kind, what }) {
  let sum = 0;
  for (const connection of globalThis.connections) {
    if (connection.connectionState === 'closed') continue;
    for (const entry of (await connection.getStats()).values()) {
      if (entry.type === 'inbound-rtp' && entry.kind === kind) sum += entry[what] ?? 0;
    }
  }
  return sum;
}
