/** How long the SDK may take to find another microphone, in milliseconds. */
const SETTLE_TIME = 1_000;

/** @typedef {'changed' | 'lost'} MicrophoneChange */

/**
 * Replaces the microphone of a call when it is unplugged, at once or as soon as there is another. The
 * SDK does so only in some cases, and does not report it.
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
  /** The name of the microphone that the user last saw. */
  #name = '';
  #lost = false;

  /**
   * @param {any} audio the SDK's audio helper
   * @param {{ readonly stream: MediaStream | undefined, readonly busy: boolean }} calls the stream that the
   *   current call sends, and whether there is a current call
   * @param {(change: MicrophoneChange, name: string) => void} emit called with the change and the
   *   name of the microphone in use
   */
  constructor(audio, calls, emit) {
    this.#audio = audio;
    this.#calls = calls;
    this.#emit = emit;
    audio.on('deviceChange', this.#look);
  }

  /** Follows the current call; must be called after each of its changes. */
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

  /** Opens a microphone for a new call, if it is present. @param {string} id */
  async open(id) {
    if (this.#audio.availableInputDevices.has(id)) await this.#use(id);
  }

  /** Uses a microphone that the user chose. @param {string} id */
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
    this.#timer = setTimeout(() => this.#settle(), SETTLE_TIME);
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
    // The SDK does nothing if it already holds this microphone, even if its track has ended.
    const again = this.#audio.inputDevice?.deviceId === id;
    const done = again ? this.#audio.unsetAudioConstraints() : this.#audio.setInputDevice(id);
    await done.catch(() => {});
  }

  /** Releases the microphone, which would otherwise stay open after the call. */
  #release() {
    clearTimeout(this.#timer);
    this.#name = '';
    this.#lost = false;
    setTimeout(() => {
      if (!this.#calls.busy) this.#audio.unsetInputDevice().catch(() => {});
    }, 0);
  }
}
