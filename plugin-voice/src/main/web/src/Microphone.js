/** How long the SDK is given to find another microphone by itself, in milliseconds. */
const SETTLING = 1_000;

/** @typedef {'changed' | 'lost'} MicrophoneChange */

/**
 * Keeps a call heard: when its microphone is unplugged another takes its place, at once or as soon as
 * there is one. The SDK does so in some cases only, and reports nothing.
 */
export class Microphone {
  /** @type {any} the SDK's audio helper */
  #audio;
  /** @type {{ readonly stream: MediaStream | undefined, readonly busy: boolean }} */
  #calls;
  /** @type {(change: MicrophoneChange, name: string) => void} */
  #emit;
  /** @type {MediaStreamTrack | undefined} */
  #watched;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** The one that the user knows of. */
  #name = '';
  #lost = false;

  /**
   * @param {any} audio the SDK's audio helper
   * @param {{ readonly stream: MediaStream | undefined, readonly busy: boolean }} calls what the call at hand
   *   sends, and whether there is one
   * @param {(change: MicrophoneChange, name: string) => void} emit called with what happened to the
   *   microphone, and the name of the one that is in use
   */
  constructor(audio, calls, emit) {
    this.#audio = audio;
    this.#calls = calls;
    this.#emit = emit;
    audio.on('deviceChange', this.#look);
  }

  /** Follows the call at hand; to be called whenever something about it has changed. */
  follow() {
    const track = this.#track();
    if (track !== this.#watched) {
      this.#watched?.removeEventListener('ended', this.#look);
      track?.addEventListener('ended', this.#look);
      this.#watched = track;
    }
    if (track) this.#name ||= track.label;
    else if (!this.#calls.busy) this.#release();
  }

  /** Opens a microphone for a call that begins, if it is there. @param {string} id */
  async open(id) {
    if (this.#audio.availableInputDevices.has(id)) await this.#use(id);
  }

  /** Takes a microphone that the user chose. @param {string} id */
  async choose(id) {
    await this.#audio.setInputDevice(id);
    this.#name = this.#track()?.label ?? '';
    this.follow();
  }

  close() {
    clearTimeout(this.#timer);
    this.#audio.off('deviceChange', this.#look);
    this.#watched?.removeEventListener('ended', this.#look);
  }

  #track() {
    return this.#calls.stream?.getAudioTracks()[0];
  }

  #look = () => {
    if (!this.#track()) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#settle(), SETTLING);
  };

  async #settle() {
    if (this.#track()?.readyState === 'ended') await this.#replace();
    this.follow();
    const track = this.#watched;
    if (!track) return;
    const before = this.#lost;
    this.#lost = track.readyState === 'ended';
    if (this.#lost && !before) this.#emit('lost', '');
    if (!this.#lost && (before || track.label !== this.#name)) this.#emit('changed', track.label);
    this.#name = track.label;
  }

  async #replace() {
    const known = [...this.#audio.availableInputDevices.keys()];
    const next = known.includes('default') ? 'default' : known[0];
    if (next !== undefined) await this.#use(next);
  }

  /** @param {string} id */
  async #use(id) {
    // Asked for the one that it holds already the SDK does nothing, even if that has ended.
    const again = this.#audio.inputDevice?.deviceId === id;
    const done = again ? this.#audio.unsetAudioConstraints() : this.#audio.setInputDevice(id);
    await done.catch(() => {});
  }

  /** Without this a microphone that was once set stays open after the call. */
  #release() {
    clearTimeout(this.#timer);
    this.#name = '';
    this.#lost = false;
    setTimeout(() => {
      if (!this.#calls.busy) this.#audio.unsetInputDevice().catch(() => {});
    }, 0);
  }
}
