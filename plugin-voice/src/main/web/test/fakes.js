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
  getLocalStream() {
    return this.stream;
  }
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

/** What is recorded from a device. */
export class FakeSource extends EventTarget {
  readyState = 'live';
  constructor(label) {
    super();
    this.label = label;
  }
  end() {
    this.readyState = 'ended';
    this.dispatchEvent(new Event('ended'));
  }
}

/** Microphones in the shape of the SDK's audio helper; a call sends what `stream` holds. */
export class FakeAudio extends Emitter {
  inputDevice = null;
  availableInputDevices = new Map();
  opened = [];
  constructor(...names) {
    super();
    for (const name of names) this.availableInputDevices.set(name, { deviceId: name, label: name });
    this.stream = this.#streamOf(names[0]);
  }
  #streamOf(name) {
    this.source = new FakeSource(name);
    return { getAudioTracks: () => [this.source] };
  }
  async setInputDevice(id) {
    if (!this.availableInputDevices.has(id)) throw new Error(`no ${id}`);
    this.opened.push(id);
    this.inputDevice = { deviceId: id };
    this.#streamOf(id);
  }
  unsetAudioConstraints() {
    return this.setInputDevice(this.inputDevice.deviceId);
  }
  async unsetInputDevice() {
    this.inputDevice = null;
  }
  /** Pulls devices out: the list changes first, and what is recorded ends afterwards. */
  unplug(...names) {
    names.forEach((name) => this.availableInputDevices.delete(name));
    this.emit('deviceChange', []);
    if (names.includes(this.source.label)) this.source.end();
  }
  plugIn(name) {
    this.availableInputDevices.set(name, { deviceId: name, label: name });
    this.emit('deviceChange', []);
  }
}

/** A factory of fake devices that keeps them at hand. */
export function deviceFactory(audio = null) {
  const devices = [];
  const create = async (token, options) => {
    const device = Object.assign(new FakeDevice(), { token, options, audio });
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
