/**
 * A sound of the SDK that is fetched when it is first played. The SDK's own sounds are played once,
 * muted, when they are created; browsers block that without user interaction, and log a warning.
 */
export class LazySound {
  #url;
  #sink = 'default';
  /** @type {HTMLAudioElement | undefined} */
  #player;

  /** @param {string} _ its name @param {string} url */
  constructor(_, url) {
    this.#url = url;
  }

  /** Plays it from the beginning; a failure is ignored. */
  async play() {
    const player = (this.#player ??= new Audio(this.#url));
    player.currentTime = 0;
    await player.setSinkId?.(this.#sink).catch(() => {});
    await player.play().catch(() => {});
  }

  stop() {
    this.#player?.pause();
  }

  /** @param {string | string[]} ids of speakers */
  setSinkIds(ids) {
    this.#sink = [ids].flat()[0] ?? 'default';
  }
}
