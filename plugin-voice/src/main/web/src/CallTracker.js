import { reasonOf } from './reasons.js';

/**
 * @typedef {'connecting' | 'ringing' | 'incoming' | 'connected' | 'reconnecting' | 'ended' | 'failed'} CallPhase
 */

/**
 * @typedef {object} CallState
 * @property {'outgoing' | 'incoming'} direction
 * @property {string} peer the other party's identity or number
 * @property {CallPhase} phase
 * @property {string} reason why it ended or failed, as a stable word
 * @property {string} sid Twilio's SID of this leg, once known
 * @property {number} since when it was connected, milliseconds since 1970; 0 before
 * @property {boolean} muted
 */

/** The maximum time from the click to the first signaling event, and to the answer. */
const SIGNALING_TIMEOUT = 20_000;
const ANSWER_TIMEOUT = 90_000;
/** The maximum time to reconnect: no server keeps a call longer. */
const RECONNECT_TIMEOUT = 30_000;

/** Follows one call of the SDK and reports its state. */
export class CallTracker {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** @type {any} */
  #call;
  /** @type {(state: CallState) => void} */
  #onChange;
  #hungUpHere = false;

  /**
   * @param {'outgoing' | 'incoming'} direction
   * @param {string} peer
   * @param {(state: CallState) => void} onChange
   */
  constructor(direction, peer, onChange) {
    /** @type {CallState} */
    this.state = {
      direction,
      peer,
      phase: direction === 'incoming' ? 'incoming' : 'connecting',
      reason: '',
      sid: '',
      since: 0,
      muted: false,
    };
    this.#onChange = onChange;
    if (direction === 'outgoing') this.#limit(SIGNALING_TIMEOUT, 'unreachable');
  }

  get over() {
    return this.state.phase === 'ended' || this.state.phase === 'failed';
  }

  /** Follows the SDK's call once it exists. @param {any} call */
  follow(call) {
    this.#call = call;
    if (this.over) {
      call.disconnect();
      return;
    }
    call.on('ringing', () => {
      this.#set({ phase: 'ringing' });
      this.#limit(ANSWER_TIMEOUT, 'no-answer');
    });
    call.on('accept', () => {
      clearTimeout(this.#timer);
      this.#set({ phase: 'connected', since: this.state.since || Date.now() });
    });
    call.on('reconnecting', () => {
      if (this.state.phase === 'reconnecting') return;
      this.#set({ phase: 'reconnecting' });
      this.#limit(RECONNECT_TIMEOUT, 'connection-lost');
    });
    call.on('reconnected', () => {
      clearTimeout(this.#timer);
      this.#set({ phase: 'connected' });
    });
    call.on('mute', (/** @type {boolean} */ muted) => this.#set({ muted }));
    call.on('cancel', () => this.#end('ended', 'cancelled'));
    call.on('reject', () => this.#end('ended', 'declined'));
    // The SDK reports the end first, and the error that caused it afterwards.
    call.on('disconnect', () => queueMicrotask(() => this.#end('ended', this.#endOfCall())));
    call.on('error', (/** @type {any} */ error) => this.fail(error));
  }

  /** The stream that this side sends; undefined while it sends nothing. @returns {MediaStream | undefined} */
  get stream() {
    return this.over ? undefined : this.#call?.getLocalStream?.();
  }

  /** @param {() => Promise<void>} ready what has to be done before sound is sent */
  async accept(ready) {
    this.#set({ phase: 'connecting' });
    this.#limit(SIGNALING_TIMEOUT, 'unreachable');
    await ready();
    if (!this.over) this.#call?.accept();
  }

  decline() {
    this.#call?.reject();
    this.#end('ended', 'declined');
  }

  hangUp() {
    this.#hungUpHere = true;
    this.#call?.disconnect();
    this.#end('ended', 'hung-up');
  }

  /** @param {boolean} muted */
  mute(muted) {
    this.#call?.mute(muted);
  }

  /** @param {string} digits 0-9, *, # */
  digits(digits) {
    this.#call?.sendDigits(digits);
  }

  /** @param {any} error */
  fail(error) {
    // An error on a call that continues, such as a lost sound file, does not end it.
    if (this.state.phase === 'connected' && this.#call?.status?.() === 'open') return;
    const reason = reasonOf(error);
    const ended = ['declined', 'busy', 'no-answer', 'unavailable'].includes(reason);
    this.#end(ended ? 'ended' : 'failed', reason);
    this.#call?.disconnect?.();
  }

  /** Without an answer, the caller's leg ends before it was accepted. */
  #endOfCall() {
    if (this.#hungUpHere || this.state.since) return 'hung-up';
    return this.state.direction === 'outgoing' ? 'no-answer' : 'cancelled';
  }

  /** @param {number} milliseconds @param {string} reason */
  #limit(milliseconds, reason) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.fail({ code: reason }), milliseconds);
  }

  /** @param {CallPhase} phase @param {string} reason */
  #end(phase, reason) {
    if (this.over) return;
    clearTimeout(this.#timer);
    this.#set({ phase, reason });
  }

  /** @param {Partial<CallState>} change */
  #set(change) {
    if (this.over) return;
    const sid = this.#call?.parameters?.CallSid ?? this.state.sid;
    this.state = { ...this.state, ...change, sid };
    this.#onChange(this.state);
  }
}
