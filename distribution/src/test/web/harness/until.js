import { setTimeout as pause } from 'node:timers/promises';

const PATIENCE = 60_000;

/** Asks again and again until the answer is true, and returns it. */
export async function until(condition) {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const answer = await condition();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`it did not come true: ${condition}`);
    await pause(100);
  }
}
