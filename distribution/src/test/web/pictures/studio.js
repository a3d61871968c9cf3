import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Box } from '../harness/box.js';
import { startChromium } from '../harness/chromium.js';
import { Person } from '../harness/person.js';
import { startProduct } from '../harness/product.js';
import { decode } from './album.js';
import { film } from './portrait.js';

const PEOPLE = {
  alice: { wall: [120, 170, 200], skin: [224, 172, 140], hair: [92, 52, 36], shirt: [180, 70, 90] },
  bob: { wall: [200, 190, 150], skin: [150, 104, 76], hair: [32, 28, 28], shirt: [60, 100, 150] },
  carol: { wall: [150, 190, 160], skin: [240, 200, 170], hair: [206, 160, 80], shirt: [90, 80, 140] },
};
/** What comes and goes by itself is in no picture. */
const NO_NOTICES = '.switchboard-notices { display: none !important }';
const VIEWPORT = { width: 1200, height: 1200 };

/** A product, and people in front of its box, each with a browser whose camera shows them. */
export class Studio {
  #folder = mkdtempSync(join(tmpdir(), 'switchboard-pictures-'));
  #browsers = new Map();
  #people = [];

  static async open() {
    const studio = new Studio();
    studio.product = await startProduct();
    studio.box = new Box(studio.product.box);
    await studio.box.runTimers(false);
    return studio;
  }

  /** Opens the console for somebody. */
  async seat(name, { at, refusing = false, style = '', ...options } = {}) {
    const person = new Person(name, this.product);
    this.#people.push(person);
    const address = at ?? `${this.product.box}/?as=${name}`;
    const settings = { viewport: VIEWPORT, deviceScaleFactor: 1.5, reducedMotion: 'reduce', bypassCSP: true };
    const before = { before: styled, given: `${NO_NOTICES} ${style}` };
    await person.open(await this.#browser(name, refusing), address, { ...settings, ...before, ...options });
    return person;
  }

  /** Sends everybody home; the next ones have nothing to do with them. */
  async clear() {
    await Promise.all(this.#people.map((person) => person.leave()));
    this.#people = [];
    await this.box.advance(60);
  }

  async close() {
    await this.clear();
    await Promise.all([...this.#browsers.values()].map(async (browser) => (await browser).close()));
    await this.product.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #browser(name, refusing) {
    const key = refusing ? 'refusing' : name;
    if (!this.#browsers.has(key)) {
      const camera = `--use-file-for-fake-video-capture=${film(this.#folder, name, PEOPLE[name])}`;
      this.#browsers.set(key, startChromium(refusing ? 'refusing' : 'usual', [camera]));
    }
    return this.#browsers.get(key);
  }
}

/** Runs in a page before its own scripts: adds to its style. */
function styled(text) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  document.adoptedStyleSheets.push(sheet);
}

/** A picture of a part of somebody's page, with some of what is around it. */
export async function shot(person, selector, { margin = 12, narrow = false } = {}) {
  const part = person.page.locator(selector).first();
  await part.scrollIntoViewIfNeeded();
  if (narrow) {
    await part.evaluate(({ style }) => {
      style.width = 'fit-content';
      style.maxWidth = '20rem';
    });
  }
  const { x, y, width, height } = await part.boundingBox();
  const clip = { x: x - margin, y: y - margin, width: width + 2 * margin, height: height + 2 * margin };
  return decode(await person.page.screenshot({ clip, caret: 'hide', animations: 'disabled' }));
}

/** A picture of somebody's whole window. */
export async function windowOf(person) {
  await person.page.evaluate(() => globalThis.scrollTo(0, 0));
  return decode(await person.page.screenshot({ caret: 'hide', animations: 'disabled' }));
}
