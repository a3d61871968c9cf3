// Runs every file of tests, as many at a time as suits the machine. Words on the command line choose
// scenarios by their names.
import { readdirSync, statSync } from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { missing } from './harness/chromium.js';
import './harness/pace.js';
import { openStage } from './harness/stage.js';

/** A lane holds a product, a browser and a process of tests. */
const BYTES_OF_A_LANE = 1.2e9;

const folder = new URL('./', import.meta.url);
const size = (name) => statSync(new URL(name, folder)).size;
// Long files first, so that none of them is left to run alone at the end.
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.test.js'))
  .sort((one, other) => size(other) - size(one));
// Scenarios wait half of the time: one lane more than there are cores keeps these busy.
const lanes = Math.max(1, Math.min(availableParallelism() + 1, Math.floor(totalmem() / BYTES_OF_A_LANE), files.length));
const patterns = process.argv.slice(2).map((text) => new RegExp(text));

const close = missing ? async () => {} : await openStage(lanes);
const tests = run({
  files: files.map((name) => new URL(name, folder).pathname),
  concurrency: lanes,
  ...(patterns.length > 0 && { testNamePatterns: patterns }),
});
tests.on('test:fail', () => {
  process.exitCode = 1;
});
tests.on('end', close);
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => close().finally(() => process.exit(1)));
const report = new spec();
tests.compose(report).pipe(process.stdout);
