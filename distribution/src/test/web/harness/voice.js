/** Opens a device of the voice SDK in a visitor's page, registered at the box. */
export async function voice(visitor, options = {}) {
  await visitor.run(async (given) => {
    globalThis.phone = await globalThis.openPhone(given);
    await globalThis.phone.device.register();
  }, options);
  return visitor;
}

/** Waits until something happened to a visitor's device or call: `accept`, `device error`, … */
export async function saw(visitor, name) {
  await visitor.until((wanted) => globalThis.phone.saw(wanted), name);
  return visitor.run((wanted) => globalThis.phone.saw(wanted), name);
}

/** A call from one visitor to another that was answered. */
export async function connected(caller, callee, params = {}) {
  await dial(caller, callee.identity, params);
  await saw(callee, 'incoming');
  await callee.run(() => globalThis.phone.call.accept());
  await saw(caller, 'accept');
  await saw(callee, 'accept');
}

/** Calls somebody. */
export function dial(caller, to, params = {}) {
  return caller.run(([who, more]) => globalThis.phone.dial(who, more), [to, params]);
}

/** Waits until a visitor sends sound and gets some, by the browser's own counters. */
export async function hears(visitor) {
  const before = await visitor.run(() => globalThis.phone.sound());
  await visitor.until(async (then) => {
    const now = await globalThis.phone.sound();
    return now.sent >= then.sent + 25 && now.received >= then.received + 25;
  }, before);
  await visitor.until(async () => (await globalThis.phone.loudness()) > 1e-6);
}

/** Hangs up and waits until both know. */
export async function hangUp(one, other) {
  await one.run(() => globalThis.phone.call.disconnect());
  await saw(one, 'disconnect');
  await saw(other, 'disconnect');
}

/** Two visitors with a device each. */
export async function pair(visit) {
  return [await voice(await visit('alice')), await voice(await visit('bob'))];
}

/** The SDK complains on the console of calls that end with a reason and of sockets that break. */
export const COMPLAINTS = /\[TwilioVoice\]|websocket|transportClose/i;
