import { CallTracker } from './CallTracker.js';
import { Microphone } from './Microphone.js';
import { peerOf } from './peer.js';

/**
 * @typedef {import('./CallTracker.js').CallState} CallState
 * @typedef {import('@switchboard/client').CallEvent} CallEvent
 */

/**
 * @typedef {object} DeskState
 * @property {CallState | null} call the call at hand, also for a while after its end
 * @property {CallState | null} waiting another caller, while a call is at hand
 * @property {boolean} unheard whether the call at hand has lost its microphone
 */

/** How long the end of a call is shown, in milliseconds: a failure says what to do about it. */
const SHOW_END = { ended: 4_000, failed: 10_000 };

/** The calls of one line: the one at hand, and one more caller who waits. */
export class CallDesk {
  /** @type {CallTracker | undefined} */
  #current;
  /** @type {CallTracker | undefined} */
  #second;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** @type {Microphone | undefined} */
  #microphone;
  #chosen = '';
  /** @type {(change: Partial<DeskState>) => void} */
  #show;
  /** @type {(event: CallEvent) => void} */
  #onEvent;

  /**
   * @param {(change: Partial<DeskState>) => void} show
   * @param {(event: CallEvent) => void} onEvent
   */
  constructor(show, onEvent) {
    this.#show = show;
    this.#onEvent = onEvent;
  }

  /** Whether a call is at hand that is not over. */
  get busy() {
    return this.#current !== undefined && !this.#current.over;
  }

  /** What the call at hand sends. @returns {MediaStream | undefined} */
  get stream() {
    return this.#current?.stream;
  }

  /** Takes the calls' microphone from a device. @param {any} [audio] the SDK's audio helper */
  useAudio(audio) {
    this.#microphone?.close();
    this.#microphone = audio && new Microphone(audio, this, (...what) => this.#hear(...what));
  }

  /** Chooses a microphone, for the call at hand and for later ones. @param {string} id */
  async chooseMicrophone(id) {
    await this.#microphone?.choose(id);
    this.#chosen = id;
  }

  /** Prepares the microphone; to be awaited before sound is sent. */
  async ready() {
    if (this.#chosen) await this.#microphone?.open(this.#chosen);
  }

  /** Begins a call to somebody; the tracker takes the SDK's call once it exists. @param {string} to */
  dial(to) {
    const tracker = this.#follow('outgoing', to);
    this.#putAtHand(tracker);
    return tracker;
  }

  /** Takes a call of the SDK that comes in. @param {any} call */
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
      this.#putAtHand(tracker);
    }
    this.#onEvent({ type: 'incoming', sid: call.parameters?.CallSid, peer: tracker.state.peer });
  }

  /** Takes the caller who waits, ending the call at hand, or the one who rings. */
  accept() {
    if (this.#second) {
      const next = this.#second;
      this.#second = undefined;
      this.#current?.hangUp();
      this.#show({ waiting: null });
      this.#putAtHand(next);
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
  #putAtHand(tracker) {
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
      if (tracker.over) this.#showEnd(tracker);
    }
    this.#onEvent({ type: state.phase, sid: state.sid, peer: state.peer, reason: state.reason });
  }

  /** @param {import('./Microphone.js').MicrophoneChange} change @param {string} device */
  #hear(change, device) {
    this.#show({ unheard: change === 'lost' });
    const { sid, peer } = this.#current?.state ?? {};
    this.#onEvent({ type: `microphone-${change}`, sid, peer, device });
  }

  /** @param {CallTracker} tracker */
  #showEnd(tracker) {
    if (this.#second) {
      const next = this.#second;
      this.#second = undefined;
      this.#show({ waiting: null });
      this.#putAtHand(next);
      return;
    }
    this.#timer = setTimeout(() => {
      if (this.#current === tracker) this.#show({ call: null });
    }, SHOW_END[/** @type {'ended' | 'failed'} */ (tracker.state.phase)]);
  }
}
