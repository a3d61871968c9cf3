const GATHERING_TIMEOUT = 2_000;

/**
 * A peer connection whose local description holds its ICE candidates. The SDK sends descriptions
 * without candidates, which suffices for Twilio's media server but not between two browsers.
 * @returns {typeof RTCPeerConnection}
 */
export function gatheringConnection() {
  return class extends globalThis.RTCPeerConnection {
    /** @param {any[]} given */
    async setLocalDescription(...given) {
      await super.setLocalDescription(...given);
      if (this.iceGatheringState === 'complete') return;
      await new Promise((resolve) => {
        const timer = setTimeout(resolve, GATHERING_TIMEOUT);
        this.addEventListener('icegatheringstatechange', () => {
          if (this.iceGatheringState !== 'complete') return;
          clearTimeout(timer);
          resolve(undefined);
        });
      });
    }
  };
}
