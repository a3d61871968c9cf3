import { CallTracker } from './CallTracker.js';
import { Microphone } from './Microphone.js';
import { peerOf } from './peer.js';

/**
 * @typedef {import('./CallTracker.js').CallState} CallState
 * @typedef {import('@switchboard/client').CallEvent} CallEvent
 */

/**
 * @typedef {object} CallsState
 * @property {CallState | null} call the current call, also for a while after its end
 * @property {CallState | null} waiting another caller, during a call
 * @property {boolean} unheard whether the current call has lost its microphone
 */

/** How long the end of a call is shown, in milliseconds: users need more time to read a failure. */
const END_SHOWN = { ended: 4_000, failed: 10_000 };

/** The calls of one device: the current one, and one waiting caller. */
export class DeviceCalls {
  /** @type {CallTracker | undefined} */
  #current;
  /** @type {CallTracker | undefined} */
  #second;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** @type {Microphone | undefined} */
  #microphone;
  #chosen = '';
  /** @type {(change: Partial<CallsState>) => void} */
  #show;
  /** @type {(event: CallEvent) => void} */
  #onEvent;

  /**
   * @param {(change: Partial<CallsState>) => void} show
   * @param {(event: CallEvent) => void} onEvent
   */
  constructor(show, onEvent) {
    this.#show = show;
    this.#onEvent = onEvent;
  }

  /** Whether there is a current call that has not ended. */
  get busy() {
    return this.#current !== undefined && !this.#current.over;
  }

  /** The stream that the current call sends. @returns {MediaStream | undefined} */
  get stream() {
    return this.#current?.stream;
  }

  /** Uses the microphone of a device for all calls. @param {any} [audio] the SDK's audio helper */
  useAudio(audio) {
    this.#microphone?.close();
    this.#microphone = audio && new Microphone(audio, this, (...what) => this.#microphoneChanged(...what));
  }

  /** Chooses a microphone for the current call and for later ones. @param {string} id */
  async chooseMicrophone(id) {
    await this.#microphone?.choose(id);
    this.#chosen = id;
  }

  /** Prepares the microphone; awaited before sound is sent. */
  async ready() {
    if (this.#chosen) await this.#microphone?.open(this.#chosen);
  }

  /** Starts a call; the tracker follows the SDK's call once it exists. @param {string} to */
  dial(to) {
    const tracker = this.#follow('outgoing', to);
    this.#makeCurrent(tracker);
    return tracker;
  }

  /** Receives an incoming call of the SDK. @param {any} call */
  ring(call) {
    if (this.#second) {
      call.reject();
      return;
    }
    const tracker = this.#follow('incoming', peerOf(call));
    tracker.follow(call);
    if (this.busy) {
      this.#second = tracker;
      this.#show({ waiting: tracker.state });
    } else {
      this.#makeCurrent(tracker);
    }
    this.#onEvent({ type: 'incoming', sid: call.parameters?.CallSid, peer: tracker.state.peer });
  }

  /** Accepts the waiting caller and ends the current call, or accepts the ringing call. */
  accept() {
    if (this.#second) {
      const next = this.#second;
      this.#second = undefined;
      this.#current?.hangUp();
      this.#show({ waiting: null });
      this.#makeCurrent(next);
    }
    void this.#current?.accept(() => this.ready());
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

  /** Ends all calls. */
  close() {
    clearTimeout(this.#timer);
    if (this.busy) this.#current?.hangUp();
    this.#second?.decline();
  }

  /** @param {'outgoing' | 'incoming'} direction @param {string} peer */
  #follow(direction, peer) {
    /** @type {CallTracker} */
    const tracker = new CallTracker(direction, peer, (state) => this.#changed(tracker, state));
    return tracker;
  }

  /** @param {CallTracker} tracker */
  #makeCurrent(tracker) {
    clearTimeout(this.#timer);
    this.#current = tracker;
    this.#show({ call: tracker.state });
  }

  /** @param {CallTracker} tracker @param {CallState} state */
  #changed(tracker, state) {
    if (tracker === this.#second) {
      if (tracker.over) this.#second = undefined;
      this.#show({ waiting: tracker.over ? null : state });
    } else if (tracker === this.#current) {
      this.#show(tracker.over ? { call: state, unheard: false } : { call: state });
      this.#microphone?.follow();
      if (tracker.over) this.#callEnded(tracker);
    }
    this.#onEvent({ type: state.phase, sid: state.sid, peer: state.peer, reason: state.reason });
  }

  /** @param {import('./Microphone.js').MicrophoneChange} change @param {string} device */
  #microphoneChanged(change, device) {
    this.#show({ unheard: change === 'lost' });
    const { sid, peer } = this.#current?.state ?? {};
    this.#onEvent({ type: `microphone-${change}`, sid, peer, device });
  }

  /** @param {CallTracker} tracker */
  #callEnded(tracker) {
    if (this.#second) {
      const next = this.#second;
      this.#second = undefined;
      this.#show({ waiting: null });
      this.#makeCurrent(next);
      return;
    }
    this.#timer = setTimeout(() => {
      if (this.#current === tracker) this.#show({ call: null });
    }, END_SHOWN[/** @type {'ended' | 'failed'} */ (tracker.state.phase)]);
  }
}
