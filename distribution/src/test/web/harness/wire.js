import { connect, createServer } from 'node:net';

/** A wire to an address on this machine that can be cut, as by a network that goes away. */
export async function wire(address) {
  const { hostname, port } = new URL(address);
  const ends = new Set();
  let cut = false;
  const server = createServer((near) => {
    if (cut) {
      near.resetAndDestroy();
      return;
    }
    const far = connect(Number(port), hostname);
    for (const [end, other] of [[near, far], [far, near]]) {
      ends.add(end);
      end.pipe(other);
      end.on('error', () => other.destroy());
      end.on('close', () => ends.delete(end));
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `ws://127.0.0.1:${server.address().port}`,
    cut: () => {
      cut = true;
      ends.forEach((end) => end.resetAndDestroy());
    },
    mend: () => {
      cut = false;
    },
    stop: () => {
      ends.forEach((end) => end.destroy());
      return new Promise((resolve) => server.close(resolve));
    },
  };
}
