import { setTimeout as pause } from 'node:timers/promises';
import { scaled } from './pace.js';

const TIMEOUT = 60_000;

/** Asks again and again until the answer is true, and returns it. */
export async function until(condition) {
  const end = Date.now() + scaled(TIMEOUT);
  for (;;) {
    const answer = await condition();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`it did not come true: ${condition}`);
    await pause(100);
  }
}
