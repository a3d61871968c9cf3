import { ApiError, backoff, Store } from '@switchboard/client';
import { CallTracker } from './CallTracker.js';
import { TokenKeeper } from './TokenKeeper.js';
import { peerOf } from './peer.js';
import { reasonOf } from './reasons.js';

/**
 * @typedef {import('./CallTracker.js').CallState} CallState
 * @typedef {(token: string, options: { signaling?: string }) => Promise<any>} CreateDevice
 */

/**
 * @typedef {object} LineState
 * @property {'starting' | 'ready' | 'failed'} phase
 * @property {string} problem stable word, when failed
 * @property {CallState | null} call the call at hand, also for a while after its end
 * @property {CallState | null} waiting another caller, while a call is at hand
 */

const REGISTERING = 15_000;
const SHOW_END = 4_000;

/**
 * One user's telephone on this page: the SDK's device, its token, and the calls. All buttons of one
 * identity share one line, so that it rings once.
 *
 * @extends {Store<LineState>}
 */
export class VoiceLine extends Store {
  /** @type {import('@switchboard/client').SwitchboardConfig} */
  #config;
  /** @type {string | undefined} */
  #identity;
  /** @type {CreateDevice} */
  #createDevice;
  /** @type {(event: import('@switchboard/client').CallEvent) => void} */
  #onEvent;
  #closed = false;
  #attempt = 0;
  /** @type {any} */
  #device;
  /** @type {TokenKeeper | undefined} */
  #tokens;
  /** @type {CallTracker | undefined} */
  #current;
  /** @type {CallTracker | undefined} */
  #second;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /**
   * @param {import('@switchboard/client').SwitchboardConfig} config
   * @param {string | undefined} identity
   * @param {CreateDevice} createDevice
   * @param {(event: import('@switchboard/client').CallEvent) => void} onEvent
   */
  constructor(config, identity, createDevice, onEvent) {
    super({ phase: 'starting', problem: '', call: null, waiting: null });
    this.#config = config;
    this.#identity = identity;
    this.#createDevice = createDevice;
    this.#onEvent = onEvent;
  }

  /** Fetches a token, makes the device and registers it; tries again by itself. */
  async open() {
    clearTimeout(this.#timer);
    if (this.#closed) return;
    this.set({ phase: 'starting', problem: '' });
    try {
      await this.#start();
      this.#attempt = 0;
      this.set({ phase: 'ready' });
    } catch (error) {
      this.#drop();
      if (this.#closed) return;
      this.set({ phase: 'failed', problem: reasonOf(error) });
      if (isLasting(error)) return;
      const wait = backoff(++this.#attempt, /** @type {any} */ (error).retryAfter);
      this.#timer = setTimeout(() => this.open(), wait);
    }
  }

  async #start() {
    if (!globalThis.navigator?.mediaDevices?.getUserMedia) {
      throw { code: globalThis.isSecureContext === false ? 'insecure' : 'unsupported' };
    }
    this.#tokens = new TokenKeeper(this.#config, this.#identity, (token) =>
      this.#device?.updateToken(token),
    );
    const { token, signaling } = await this.#tokens.first();
    if (this.#closed) return;
    const device = await this.#createDevice(token, { signaling });
    if (this.#closed) {
      device.destroy();
      return;
    }
    this.#device = device;
    device.on('incoming', (/** @type {any} */ call) => this.#incoming(call));
    device.on('tokenWillExpire', () => this.#tokens?.refresh());
    device.on('error', (/** @type {any} */ error) => this.#deviceError(error));
    await within(REGISTERING, device.register());
  }

  /** @param {any} error */
  #deviceError(error) {
    if ([20101, 20104, 31202, 31204, 31205].includes(error?.code)) void this.#tokens?.refresh();
  }

  /** Calls somebody. @param {string} to identity or E.164 number @param {Record<string, string>} [params] */
  async call(to, params = {}) {
    if (!this.#device || (this.#current && !this.#current.over)) return;
    const tracker = this.#track(new CallTracker('outgoing', to, (state) => this.#changed(tracker, state)));
    try {
      tracker.follow(await this.#device.connect({ params: { ...params, To: to } }));
    } catch (error) {
      tracker.fail(error);
    }
  }

  /** Takes the caller who waits, ending the call at hand, or the one who rings. */
  accept() {
    if (this.#second) {
      const next = this.#second;
      this.#second = undefined;
      this.#current?.hangUp();
      this.set({ waiting: null });
      this.#track(next);
    }
    this.#current?.accept();
  }

  decline() {
    (this.#second ?? this.#current)?.decline();
  }

  hangUp() {
    this.#current?.hangUp();
  }

  /** @param {boolean} muted */
  mute(muted) {
    this.#current?.mute(muted);
  }

  /** @param {string} digits */
  digits(digits) {
    this.#current?.digits(digits);
  }

  /** The SDK's audio helper, for choosing devices. */
  get audio() {
    return this.#device?.audio ?? null;
  }

  /** Ends everything; a line cannot be opened again. */
  close() {
    this.#closed = true;
    clearTimeout(this.#timer);
    if (this.#current && !this.#current.over) this.#current.hangUp();
    if (this.#second) this.#second.decline();
    this.#drop();
  }

  #drop() {
    this.#tokens?.stop();
    this.#device?.destroy();
    this.#device = undefined;
  }

  /** @param {any} call */
  #incoming(call) {
    if (this.#second) {
      call.reject();
      return;
    }
    const busy = this.#current && !this.#current.over;
    const tracker = new CallTracker('incoming', peerOf(call), (state) => this.#changed(tracker, state));
    tracker.follow(call);
    if (busy) {
      this.#second = tracker;
      this.set({ waiting: tracker.state });
    } else {
      this.#track(tracker);
    }
    this.#onEvent({ type: 'incoming', sid: call.parameters?.CallSid, peer: tracker.state.peer });
  }

  /** @param {CallTracker} tracker */
  #track(tracker) {
    clearTimeout(this.#timer);
    this.#current = tracker;
    this.set({ call: tracker.state });
    return tracker;
  }

  /** @param {CallTracker} tracker @param {CallState} state */
  #changed(tracker, state) {
    if (tracker === this.#second) {
      if (tracker.over) this.#second = undefined;
      this.set({ waiting: tracker.over ? null : state });
    } else if (tracker === this.#current) {
      this.set({ call: state });
      if (tracker.over) this.#showEnd(tracker);
    }
    this.#onEvent({ type: state.phase, sid: state.sid, peer: state.peer, reason: state.reason });
  }

  /** @param {CallTracker} tracker */
  #showEnd(tracker) {
    if (this.#second) {
      const next = this.#second;
      this.#second = undefined;
      this.set({ waiting: null });
      this.#track(next);
      return;
    }
    this.#timer = setTimeout(() => {
      if (this.#current === tracker) this.set({ call: null });
    }, SHOW_END);
  }
}

/**
 * Whether trying again by itself cannot help: the user or the app has to do something.
 * @param {any} error
 */
function isLasting(error) {
  if (error?.code === 'insecure' || error?.code === 'unsupported') return true;
  const passing = ['network', 'timeout', 'rate_limited', 'overloaded', 'internal', 'provider_busy'];
  return error instanceof ApiError && !passing.includes(error.code) && !error.retryAfter;
}

/**
 * @template T
 * @param {number} milliseconds
 * @param {Promise<T>} work
 * @returns {Promise<T>}
 */
function within(milliseconds, work) {
  /** @type {ReturnType<typeof setTimeout>} */
  let timer;
  const limit = new Promise((_, reject) => {
    timer = setTimeout(() => reject({ code: 'unreachable' }), milliseconds);
  });
  return /** @type {Promise<T>} */ (Promise.race([work, limit]).finally(() => clearTimeout(timer)));
}
