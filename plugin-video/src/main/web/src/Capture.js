import { stopTracks } from './localMedia.js';

/** How long the SDK may take to find another microphone, in milliseconds. */
const SETTLE_TIME = 1_000;

/** @typedef {{ track: any, on: boolean, lost: boolean, name: string }} Source */

/**
 * The microphone and camera of a session. If one is unplugged, another replaces it, at once or as soon
 * as there is one; until then the other members see it as off. The SDK does so only for a default
 * microphone, and does not report it.
 */
export class Capture {
  /** @type {Source[]} */
  #sources;
  /** @type {(type: string, device: string) => void} */
  #emit;
  #stopped = new AbortController();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** @type {WeakSet<MediaStreamTrack>} */
  #watched = new WeakSet();

  /**
   * @param {any[]} tracks of the SDK
   * @param {(type: string, device: string) => void} emit called with `microphone-changed`,
   *   `microphone-lost`, `camera-changed` and `camera-lost`, and the name of the device in use
   */
  constructor(tracks, emit) {
    this.#emit = emit;
    this.#sources = tracks.map((track) => ({ track, on: true, lost: false, name: nameOf(track) }));
    const { signal } = this.#stopped;
    navigator.mediaDevices.addEventListener?.('devicechange', this.#look, { signal });
    this.#watch();
  }

  /** Switches the microphone or camera on or off; reopens one that was lost. @param {string} kind @param {boolean} on */
  switch(kind, on) {
    for (const source of this.#sources.filter(({ track }) => track.kind === kind)) {
      source.on = on;
      if (!source.lost) source.track[on ? 'enable' : 'disable']();
      else if (on) void this.#reopen(source, true);
    }
  }

  stop() {
    this.#stopped.abort();
    clearTimeout(this.#timer);
    stopTracks(this.#sources.map(({ track }) => track));
  }

  #look = () => {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#settle(), SETTLE_TIME);
  };

  async #settle() {
    for (const source of this.#sources) {
      if (source.track.isStopped) await this.#reopen(source);
      else if (nameOf(source.track) !== source.name) this.#use(source);
    }
    this.#watch();
  }

  /** Opens a device for a source without one. @param {Source} source @param {boolean} [asked] by the user */
  async #reopen(source, asked = !source.lost) {
    const { track } = source;
    const found = await track.restart().then(() => true, () => false);
    if (this.#stopped.signal.aborted) {
      track.stop();
    } else if (found) {
      source.lost = false;
      track[source.on ? 'enable' : 'disable']();
      this.#use(source);
      this.#watch();
    } else {
      source.lost = true;
      track.disable();
      if (asked) this.#emit(`${track.name}-lost`, '');
    }
  }

  /** @param {Source} source */
  #use(source) {
    source.name = nameOf(source.track);
    this.#emit(`${source.track.name}-changed`, source.name);
  }

  #watch() {
    const { signal } = this.#stopped;
    for (const { track } of this.#sources) {
      const media = track.mediaStreamTrack;
      if (!media || this.#watched.has(media)) continue;
      this.#watched.add(media);
      media.addEventListener('ended', this.#look, { signal });
    }
  }
}

/** The browser's name of a track's device. @param {any} track */
const nameOf = (track) => track.mediaStreamTrack?.label ?? '';
