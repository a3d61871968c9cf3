/**
 * A sound of the SDK that is fetched when it is first played. The SDK plays its own ones at once, unheard:
 * on a page that nobody has clicked on, browsers refuse that and complain of it.
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

  /** Plays it from the beginning; a sound that is lost is no trouble. */
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
