import { connect, createServer } from 'node:net';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { servePages } from './pages.js';
import { startProduct } from './product.js';

/** Where a process that runs one file of tests borrows a product. */
const PORT = 'SWITCHBOARD_STAGE_PORT';

/**
 * Starts what the files of tests share: the pages, and a product for each lane. A process borrows one
 * product by connecting, and returns it by ending.
 */
export async function openStage(lanes) {
  const [pages, ...products] = await Promise.all([
    servePages(),
    ...Array.from({ length: lanes }, () => startProduct()),
  ]);
  const free = [...products];
  const waiting = [];
  let loans = 0;
  const lend = () => {
    while (free.length > 0 && waiting.length > 0) {
      const borrower = waiting.shift();
      if (borrower.destroyed) continue;
      const product = free.shift();
      borrower.once('close', () => {
        free.push(product);
        lend();
      });
      const { api, box } = product;
      borrower.write(`${JSON.stringify({ loan: ++loans, pages: pages.address, product: { api, box } })}\n`);
    }
  };
  const server = createServer((borrower) => {
    borrower.on('error', () => borrower.destroy());
    waiting.push(borrower);
    lend();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  process.env[PORT] = server.address().port;
  return async () => {
    server.close();
    await Promise.all([pages.stop(), ...products.map((product) => product.stop())]);
  };
}

/**
 * A product with a box, and the pages. A file of tests that runs alone starts its own.
 * @returns {Promise<{ loan: number, pages: string, product: any, stop: () => Promise<unknown> }>}
 */
export async function borrowStage() {
  const port = process.env[PORT];
  if (!port) {
    const [pages, product] = await Promise.all([servePages(), startProduct()]);
    const stop = () => Promise.all([pages.stop(), product.stop()]);
    return { loan: 1, pages: pages.address, product, stop };
  }
  const socket = connect(Number(port), '127.0.0.1');
  const [line] = await once(createInterface({ input: socket }), 'line');
  return { ...JSON.parse(line), stop: async () => socket.destroy() };
}
