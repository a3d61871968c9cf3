import { CallTracker } from './CallTracker.js';
import { peerOf } from './peer.js';

/**
 * @typedef {import('./CallTracker.js').CallState} CallState
 * @typedef {import('@switchboard/client').CallEvent} CallEvent
 */

/** How long the end of a call is shown, in milliseconds. */
const SHOW_END = 4_000;

/** The calls of one line: the one at hand, and one more caller who waits. */
export class CallDesk {
  /** @type {CallTracker | undefined} */
  #current;
  /** @type {CallTracker | undefined} */
  #second;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** @type {(change: { call?: CallState | null, waiting?: CallState | null }) => void} */
  #show;
  /** @type {(event: CallEvent) => void} */
  #onEvent;

  /**
   * @param {(change: { call?: CallState | null, waiting?: CallState | null }) => void} show
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
      this.#show({ call: state });
      if (tracker.over) this.#showEnd(tracker);
    }
    this.#onEvent({ type: state.phase, sid: state.sid, peer: state.peer, reason: state.reason });
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
    }, SHOW_END);
  }
}
