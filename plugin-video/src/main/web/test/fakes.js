/** A room in the shape of Twilio's SDK, driven by the test. */
export class Emitter {
  handlers = {};
  on(name, handler) {
    (this.handlers[name] ??= []).push(handler);
  }
  emit(name, ...values) {
    (this.handlers[name] ?? []).forEach((handler) => handler(...values));
  }
}

/** What is recorded from a device. */
class FakeSource extends EventTarget {
  constructor(label) {
    super();
    this.label = label;
  }
}

let count = 0;
const sid = (prefix) => prefix + String(++count).padStart(32, '0');

export class FakeTrack {
  isEnabled = true;
  stopped = false;
  elements = [];
  constructor(kind, name = kind) {
    this.kind = kind;
    this.name = name;
    this.sid = sid('MT');
    this.mediaStreamTrack = new FakeSource(`the first ${name}`);
  }
  /** Pulls the device out. */
  end() {
    this.isStopped = true;
    this.mediaStreamTrack.dispatchEvent(new Event('ended'));
  }
  /** Names of the devices that can be opened. */
  devices = ['another'];
  async restart() {
    const [name] = this.devices;
    if (!name) throw Object.assign(new Error('x'), { name: 'NotFoundError' });
    this.mediaStreamTrack = new FakeSource(name);
    this.isStopped = false;
  }
  attach(element) {
    this.elements.push(element);
  }
  detach(element) {
    this.elements = this.elements.filter((one) => one !== element);
  }
  enable() {
    this.isEnabled = true;
  }
  disable() {
    this.isEnabled = false;
  }
  stop() {
    this.stopped = true;
  }
}

export class FakeParticipant extends Emitter {
  state = 'connected';
  networkQualityLevel = null;
  tracks = new Map();
  constructor(identity, tracks = []) {
    super();
    this.identity = identity;
    this.sid = sid('PA');
    tracks.forEach((track) => this.add(track));
  }
  add(track) {
    this.tracks.set(track.sid, { track, trackSid: track.sid });
  }
  publishTrack = async (track) => this.add(track);
  unpublishTrack = (track) => this.tracks.delete(track.sid);
}

export class FakeRoom extends Emitter {
  participants = new Map();
  disconnected = false;
  constructor(local) {
    super();
    this.sid = sid('RM');
    this.localParticipant = local;
  }
  enter(participant) {
    this.participants.set(participant.sid, participant);
    this.emit('participantConnected', participant);
  }
  leave(participant) {
    this.participants.delete(participant.sid);
    this.emit('participantDisconnected', participant);
  }
  disconnect() {
    this.disconnected = true;
    this.emit('disconnected', this);
  }
  getStats = async () => [];
}

/** An SDK that gives one fake room after the other. */
export function fakeSdk() {
  const sdk = {
    rooms: [],
    tracks: [],
    asked: [],
    async createLocalTracks(options) {
      sdk.asked.push(options);
      sdk.tracks = [new FakeTrack('audio', 'microphone')];
      if (options.video) sdk.tracks.push(new FakeTrack('video', 'camera'));
      return sdk.tracks;
    },
    async connect(token, options) {
      const room = new FakeRoom(new FakeParticipant('alice', options.tracks));
      Object.assign(room, { token, options });
      sdk.rooms.push(room);
      return room;
    },
    screenTrack: (media, { name }) => Object.assign(new FakeTrack('video', name), { media }),
  };
  return sdk;
}
