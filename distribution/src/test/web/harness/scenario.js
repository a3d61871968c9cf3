import { after, test } from 'node:test';
import { Box } from './box.js';
import { missing, startChromium } from './chromium.js';
import { measurePace, scaled } from './pace.js';
import { Person } from './person.js';
import { startProduct } from './product.js';
import { borrowStage } from './stage.js';
import { Visitor } from './visitor.js';

const TIMEOUT = 120_000;
const started = [];
let scenarios = 0;

/** Starts something when it is first asked for; it is stopped after the last test. */
export function shared(start) {
  let running;
  return () => {
    if (!running) {
      running = start();
      started.push(running);
    }
    return running;
  };
}

const browser = shared(startChromium);
const browsers = {
  usual: browser,
  // Whose user refuses camera and microphone, and one without any.
  refusing: shared(() => startChromium('refusing')),
  bare: shared(() => startChromium('bare')),
  // Which plays nothing on a page without user interaction.
  quiet: shared(() => startChromium('quiet')),
};
const stage = shared(borrowStage);

after(async () => {
  for (const one of await Promise.allSettled(started)) {
    await (one.value?.stop ?? one.value?.close)?.call(one.value);
  }
});

/**
 * A test in the browser. It gets `visit(name)`, which opens a page in a separate context for
 * somebody no other test knows (in another browser if asked), `openConsole(name)`, which opens the box's console likewise (in another
 * browser or at another address if asked), `product` and its `box`. Afterwards nothing may have
 * left this machine and no page may have complained.
 *
 * The timers of the box are held, so that a slow machine lets nothing expire: a test moves them with
 * `box.advance`, or asks for `runningTimers`. A test that moves the box's clock far takes a product of
 * its own.
 * @param {string} name
 * @param {(stage: { visit: Function, openConsole: Function, product: any, box: Box, t: any }) => Promise<void>} play
 * @param {{ ownProduct?: boolean, runningTimers?: boolean }} [options]
 */
export function scenario(name, play, { ownProduct = false, runningTimers = false } = {}) {
  const number = ++scenarios;
  test(name, { skip: missing, timeout: scaled(TIMEOUT) }, async (t) => {
    measurePace();
    const { loan, pages, product } = await stage();
    const server = ownProduct ? await startProduct() : product;
    if (ownProduct) t.after(server.stop);
    const box = new Box(server.box);
    await box.runTimers(runningTimers);
    const visitors = [];
    const nameOf = (who, as) => as?.identity ?? `${who}_${loan}_${number}`;
    const visit = async (who, { as, with: other } = {}) => {
      const visitor = new Visitor(nameOf(who, as), server);
      visitors.push(visitor);
      t.after(() => visitor.leave());
      await visitor.open(other ?? (await browser()), pages);
      return visitor;
    };
    const openConsole = async (who, { as, at, browser: which = 'usual', ...options } = {}) => {
      const person = new Person(nameOf(who, as), server);
      visitors.push(person);
      t.after(() => person.leave());
      const address = at ?? `${server.box}/?as=${person.identity}`;
      await person.open(await browsers[which](), address, options);
      return person;
    };
    try {
      await play({ visit, openConsole, product: server, box, t });
    } catch (failure) {
      for (const visitor of visitors) t.diagnostic(await visitor.story());
      throw failure;
    }
    visitors.forEach((visitor) => visitor.watch.assertQuiet());
  });
}
