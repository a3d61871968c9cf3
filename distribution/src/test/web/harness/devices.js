/**
 * Runs in a page before its own scripts: lets a test pull microphones and cameras out and put them in
 * again. The pages see what a browser shows then: the list of devices changes and says so, what is sent
 * from the device ends, and it cannot be opened.
 */
export function pluggable() {
  const media = navigator.mediaDevices;
  if (!media) return;
  const enumerate = media.enumerateDevices.bind(media);
  const open = media.getUserMedia.bind(media);
  const gone = new Set();
  const tracks = new Set();
  const key = ({ kind, label }) => `${kind} ${label}`;
  const kindOf = (track) => `${track.kind}input`;

  media.enumerateDevices = async () => (await enumerate()).filter((device) => !gone.has(key(device)));

  /** What a browser would open for a constraint, among what is plugged in. */
  const choose = async (kind, wanted) => {
    const there = (await media.enumerateDevices()).filter((device) => device.kind === kind);
    if (there.length === 0) throw new DOMException('Requested device not found', 'NotFoundError');
    const { exact, ideal } = Object(wanted?.deviceId);
    const found = there.find(({ deviceId }) => deviceId === (exact ?? ideal));
    if (exact && !found) throw new DOMException('', 'OverconstrainedError');
    const id = (found ?? there[0]).deviceId;
    return { ...Object(wanted), ...(id && { deviceId: { exact: id } }) };
  };

  media.getUserMedia = async ({ audio, video }) => {
    const stream = await open({
      ...(audio && { audio: await choose('audioinput', audio) }),
      ...(video && { video: await choose('videoinput', video) }),
    });
    stream.getTracks().forEach((track) => tracks.add(track));
    return stream;
  };

  const changed = () => media.dispatchEvent(new Event('devicechange'));
  globalThis.devices = {
    /** Pulls out all of a kind whose names fit, `audioinput` or `videoinput`. */
    unplug: async (kind, name) => {
      const fits = (device) => device.kind === kind && device.label.includes(name);
      for (const device of (await enumerate()).filter(fits)) gone.add(key(device));
      for (const track of tracks) {
        if (track.readyState === 'ended' || !fits({ kind: kindOf(track), label: track.label })) continue;
        track.stop();
        track.dispatchEvent(new Event('ended'));
      }
      changed();
    },
    plugIn: () => {
      gone.clear();
      changed();
    },
    /** Names of the devices that something is recorded from. */
    inUse: () => [...tracks].filter((track) => track.readyState === 'live').map((track) => track.label),
  };
}
