import { SCREEN } from './snapshot.js';

/** A screen that the user shares in a room. */
export class ScreenShare {
  /** @type {any} */
  #track = null;
  /** @type {any} */
  #room = null;
  #asking = false;

  /**
   * Asks the user for a screen and publishes it; does nothing if the picker is canceled.
   * @param {any} room of the SDK
   * @param {import('./sdk.js').VideoSdk} sdk
   * @param {() => boolean} late whether the room was left meanwhile
   * @param {() => void} onEnd called when the browser's own "stop sharing" ends it
   */
  async start(room, sdk, late, onEnd) {
    if (this.#track || this.#asking) return;
    this.#asking = true;
    const stream = await navigator.mediaDevices.getDisplayMedia({ video: true }).catch(() => null);
    this.#asking = false;
    const media = stream?.getVideoTracks()[0];
    if (!media) return;
    if (late()) {
      media.stop();
      return;
    }
    this.#room = room;
    this.#track = sdk.screenTrack(media, { name: SCREEN });
    media.addEventListener('ended', () => {
      this.stop();
      onEnd();
    });
    // A screen that cannot be shared is shown as not shared.
    await room.localParticipant.publishTrack(this.#track).catch(() => this.stop());
  }

  stop() {
    const track = this.#track;
    if (!track) return;
    this.#track = null;
    track.stop();
    this.#room.localParticipant.unpublishTrack(track);
  }
}
