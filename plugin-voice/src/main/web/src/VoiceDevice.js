import { backoff, Store } from '@switchboard/client';
import { DeviceCalls } from './DeviceCalls.js';
import { TokenRefresher } from './TokenRefresher.js';
import { reasonOf } from './reasons.js';
import { isPermanent, withTimeout } from './retries.js';

/**
 * @typedef {import('./DeviceCalls.js').CallsState & Registration} VoiceDeviceState
 * @typedef {(token: string, options: { signaling?: string }) => Promise<any>} CreateDevice
 */

/**
 * @typedef {object} Registration
 * @property {'starting' | 'ready' | 'failed'} phase
 * @property {string} problem stable code, if failed
 */

const REGISTER_TIMEOUT = 15_000;
/** How often a device without registration checks whether its call has ended. */
const CALL_POLL_INTERVAL = 2_000;
/** Two refusals within this time show that a new token does not help. */
const RENEWAL_INTERVAL = 30_000;

/**
 * The SDK's device of one user, with its access token and its calls. All buttons of one identity on
 * the page share one, so that it rings once.
 *
 * @extends {Store<VoiceDeviceState>}
 */
export class VoiceDevice extends Store {
  /** @type {() => import('@switchboard/client').SwitchboardConfig} */
  #config;
  /** @type {string | undefined} */
  #identity;
  /** @type {CreateDevice} */
  #createDevice;
  #closed = false;
  #opening = false;
  #attempt = 0;
  #renewedAt = 0;
  /** @type {any} */
  #device;
  /** @type {TokenRefresher | undefined} */
  #tokens;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /**
   * @param {() => import('@switchboard/client').SwitchboardConfig} config returns the current configuration
   * @param {string | undefined} identity
   * @param {CreateDevice} createDevice
   * @param {(event: import('@switchboard/client').CallEvent) => void} onEvent
   */
  constructor(config, identity, createDevice, onEvent) {
    super({ phase: 'starting', problem: '', call: null, waiting: null, unheard: false });
    this.#config = config;
    this.#identity = identity;
    this.#createDevice = createDevice;
    /** The calls of this device. */
    this.calls = new DeviceCalls((change) => this.set(change), onEvent);
  }

  /** Creates and registers the SDK's device, with retries; the state shows the last failure. @param {boolean} [again] */
  async open(again = false) {
    clearTimeout(this.#timer);
    if (this.#closed) return;
    if (!again) this.set({ phase: 'starting', problem: '' });
    if (this.#opening) return;
    this.#opening = true;
    try {
      await this.#start();
      this.#attempt = 0;
      this.set({ phase: 'ready', problem: '' });
    } catch (error) {
      this.#fail(error);
    }
    this.#opening = false;
  }

  async #start() {
    if (!globalThis.navigator?.mediaDevices?.getUserMedia) {
      throw { code: globalThis.isSecureContext === false ? 'insecure' : 'unsupported' };
    }
    this.#tokens = new TokenRefresher(this.#config, this.#identity, (token) =>
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
    this.calls.useAudio(device.audio);
    device.on('unregistered', () => device === this.#device && this.#connectionLost());
    device.on('registered', () => device === this.#device && this.#reconnected());
    device.on('incoming', (/** @type {any} */ call) => this.calls.ring(call));
    device.on('tokenWillExpire', () => this.#tokens?.refresh());
    const refused = new Promise((_, reject) => {
      device.on('error', (/** @type {any} */ error) => {
        if (reasonOf(error) !== 'refused') return;
        if (this.#opening) reject(error);
        else this.#renew(error);
      });
    });
    await withTimeout(REGISTER_TIMEOUT, Promise.race([device.register(), refused]));
  }

  /** Called when the connection is lost; the SDK reconnects if it can. */
  #connectionLost() {
    if (this.state.phase !== 'ready') return;
    this.set({ phase: 'starting' });
    this.#timer = setTimeout(() => this.#fail({ code: 'unreachable' }), REGISTER_TIMEOUT);
  }

  #reconnected() {
    if (this.state.phase !== 'starting') return;
    clearTimeout(this.#timer);
    this.set({ phase: 'ready' });
  }

  /** Called when the edge refuses the token of a ready device, for example after sleep. @param {any} error */
  #renew(error) {
    const again = Date.now() - this.#renewedAt < RENEWAL_INTERVAL;
    this.#renewedAt = Date.now();
    if (again) this.#fail(error);
    else void this.#tokens?.refresh();
  }

  /** @param {any} error */
  #fail(error) {
    clearTimeout(this.#timer);
    if (this.calls.busy && !this.#closed) {
      // A call survives the loss of the registration.
      this.#timer = setTimeout(() => this.#fail(error), CALL_POLL_INTERVAL);
      return;
    }
    this.#drop();
    if (this.#closed) return;
    this.set({ phase: 'failed', problem: reasonOf(error) });
    if (isPermanent(error)) return;
    const wait = backoff(++this.#attempt, error.retryAfter);
    this.#timer = setTimeout(() => this.open(true), wait);
  }

  /** Starts a call. @param {string} to identity or E.164 number @param {Record<string, string>} [params] */
  async call(to, params = {}) {
    if (!this.#device || this.calls.busy) return;
    const tracker = this.calls.dial(to);
    try {
      await this.calls.ready();
      tracker.follow(await this.#device.connect({ params: { ...params, To: to } }));
    } catch (error) {
      tracker.fail(error);
    }
  }

  /** The SDK's audio helper, to list devices and choose a speaker. */
  get audio() {
    return this.#device?.audio ?? null;
  }

  /** Ends all calls and the registration; the device cannot be opened again. */
  close() {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.calls.close();
    this.#drop();
  }

  #drop() {
    this.#tokens?.stop();
    this.calls.useAudio();
    const device = this.#device;
    this.#device = undefined;
    device?.destroy();
  }
}
