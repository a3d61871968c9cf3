const GATHERING_TIMEOUT = 2_000;

/**
 * A peer connection whose local description holds its candidates. The SDK sends descriptions without
 * any, counting on Twilio's media server; between two browsers they are needed.
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
