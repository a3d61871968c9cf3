import { availableParallelism, loadavg } from 'node:os';

/** How long the calibration takes on one idle core of an ordinary machine. */
const REFERENCE_MILLISECONDS = 60;
const MAX_FACTOR = 8;
/** Pages wait for some of their timers, so these must not make a scenario longer than need be. */
const MAX_STRETCH = 3;

/** How slow the machine was before the tests put their own load on it; `run.js` passes it on. */
const AT_START = 'SWITCHBOARD_PACE_AT_START';

let factor = 1;

/**
 * How many times slower than an idle machine this one is, at least 1: by how long a fixed piece of work
 * takes and by how many processes wait for each core. It is measured when this module is loaded and
 * before each scenario; within a process it only grows, since load comes and goes.
 */
export function measurePace() {
  const queue = loadavg()[0] / availableParallelism();
  factor = Math.min(MAX_FACTOR, Math.max(factor, calibrate() / REFERENCE_MILLISECONDS, queue));
  return factor;
}

/** A time limit that is right for an idle machine, as this machine needs it. */
export function scaled(milliseconds) {
  return Math.round(milliseconds * factor);
}

/**
 * How much longer the long timers of pages take. The load of the other tests is left out: pages that
 * wait longer make every scenario longer.
 */
export const stretch = () => Math.min(MAX_STRETCH, Number(process.env[AT_START]));

/** Milliseconds that a fixed piece of work takes. */
function calibrate() {
  const start = performance.now();
  let value = 1;
  for (let i = 0; i < 40_000_000; i++) value = (Math.imul(value, 1_103_515_245) + 12_345) | 0;
  // The value decides nothing, but without a use the loop could be left out.
  return performance.now() - start + (value === 0.5 ? 1 : 0);
}

/**
 * Runs in a page before its own scripts: lets long timers, the time limits of the components and of
 * Twilio's SDKs, wait longer on a slow machine. Short ones pace animations and are left alone. Keeps the
 * browser's own `setTimeout` as `browserTimeout`, for tests that hold the clock of the page.
 */
export function stretchTimers(factor) {
  globalThis.browserTimeout = globalThis.setTimeout.bind(globalThis);
  for (const name of ['setTimeout', 'setInterval']) {
    const start = globalThis[name];
    globalThis[name] = (action, delay, ...given) =>
      start.call(globalThis, action, delay >= 1_000 ? delay * factor : delay, ...given);
  }
}

process.env[AT_START] ??= Math.max(1, Math.min(calibrate(), calibrate()) / REFERENCE_MILLISECONDS);
measurePace();
