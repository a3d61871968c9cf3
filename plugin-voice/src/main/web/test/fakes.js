/** A device and calls in the shape of Twilio's SDK, driven by the test. */
class Emitter {
  handlers = {};
  on(name, handler) {
    (this.handlers[name] ??= []).push(handler);
  }
  off(name, handler) {
    this.handlers[name] = (this.handlers[name] ?? []).filter((one) => one !== handler);
  }
  emit(name, ...values) {
    (this.handlers[name] ?? []).forEach((handler) => handler(...values));
  }
}

export class FakeCall extends Emitter {
  done = [];
  parameters = { CallSid: 'CA00000000000000000000000000000001' };
  constructor({ from, callerIdentity } = {}) {
    super();
    if (from) this.parameters.From = from;
    this.customParameters = new Map(callerIdentity ? [['callerIdentity', callerIdentity]] : []);
  }
  status = () => 'open';
  accept() {
    this.done.push('accept');
    this.emit('accept');
  }
  reject() {
    this.done.push('reject');
    this.emit('reject');
  }
  disconnect() {
    this.done.push('disconnect');
    this.emit('disconnect');
  }
  mute(muted) {
    this.emit('mute', muted);
  }
  sendDigits(digits) {
    this.done.push(`digits ${digits}`);
  }
}

export class FakeDevice extends Emitter {
  calls = [];
  tokens = [];
  destroyed = false;
  audio = null;
  register = async () => {};
  connect = async (options) => {
    const call = new FakeCall();
    call.options = options;
    this.calls.push(call);
    return call;
  };
  updateToken(token) {
    this.tokens.push(token);
  }
  destroy() {
    this.destroyed = true;
  }
}

/** A factory of fake devices that keeps them at hand. */
export function deviceFactory() {
  const devices = [];
  const create = async (token, options) => {
    const device = Object.assign(new FakeDevice(), { token, options });
    devices.push(device);
    return device;
  };
  return { create, devices };
}

/** Answers for fetch, one after the other; the last one stays. */
export function answers(...list) {
  const asked = [];
  globalThis.fetch = async (url, options) => {
    asked.push({ url, ...options, body: JSON.parse(options.body) });
    const next = list.length > 1 ? list.shift() : list[0];
    if (next instanceof Error) throw next;
    return new Response(JSON.stringify(next.body), {
      status: next.status ?? 200,
      headers: next.headers,
    });
  };
  return asked;
}

export const TOKEN = { body: { ok: true, token: 'access', identity: 'alice', expires_in: 3600 } };

/** What jsdom lacks and a browser has. */
export function secureBrowser() {
  Object.defineProperty(navigator, 'mediaDevices', {
    configurable: true,
    value: { getUserMedia: async () => ({}) },
  });
}
