import Video from 'twilio-video';

// Small pictures: every browser of a mesh encodes one for each other, on a machine that tests.
const CAMERA = { width: 160, height: 120, frameRate: 10, name: 'camera' };
const EVENTS = [
  'participantConnected', 'participantDisconnected', 'participantReconnecting',
  'participantReconnected', 'reconnecting', 'reconnected', 'trackSubscribed', 'trackUnsubscribed',
  'trackEnabled', 'trackDisabled', 'trackMessage',
];

/** Enters a room through Twilio's own SDK; `globalThis.meeting` is there also if it is refused. */
export async function enterRoom(session, name, { pass, signaling, ...options } = {}) {
  const meeting = new Meeting(session);
  globalThis.meeting = meeting;
  await meeting.enter(name, pass ?? (await session.videoPass(name)), signaling, options);
  return meeting;
}

/** One stay in a room, and all that happened in it. */
class Meeting {
  events = [];
  pictures = new Map();

  constructor(session) {
    this.session = session;
  }

  async enter(name, pass, signaling = pass.signaling, { unchanged, ...options }) {
    this.tracks = await Video.createLocalTracks({ audio: { name: 'microphone' }, video: CAMERA });
    try {
      this.room = await Video.connect(pass.token, {
        ...(unchanged ? {} : { wsServer: `${signaling}/signaling`, iceServers: [], insights: false }),
        name,
        tracks: this.tracks,
        ...options,
      });
    } catch (error) {
      this.refusal = error.code;
      return;
    }
    for (const event of EVENTS) this.room.on(event, (...details) => this.#note(event, details));
    this.room.on('trackSubscribed', (track, _, who) => this.#show(track, who));
    this.room.on('disconnected', (_, error) => this.#note('disconnected', [error]));
    for (const who of this.room.participants.values()) this.#meet(who);
  }

  /** How often an event was noted of somebody, or of oneself. */
  saw(name, who) {
    return this.events.filter((event) => event.name === name && event.who === who).length;
  }

  /** Frames of somebody's track that were shown so far. */
  frames(who, track = 'camera') {
    return this.pictures.get(`${who}/${track}`)?.getVideoPlaybackQuality().totalVideoFrames ?? 0;
  }

  /** Packets of somebody's track that arrived so far, as the SDK counts them. */
  async packets(who, name) {
    const sid = this.track(who, name)?.trackSid;
    const reports = await this.room.getStats();
    return reports
      .flatMap((report) => [...report.remoteVideoTrackStats, ...report.remoteAudioTrackStats])
      .filter((stats) => stats.trackSid === sid)
      .reduce((sum, stats) => sum + stats.packetsReceived, 0);
  }

  /** What somebody publishes under a name. */
  track(who, name) {
    const participant = [...this.room.participants.values()].find((one) => one.identity === who);
    return [...(participant?.tracks.values() ?? [])].find((track) => track.trackName === name);
  }

  own(name) {
    return this.tracks.find((track) => track.name === name);
  }

  /** Shares the screen, as the button does. */
  async share() {
    const screen = await navigator.mediaDevices.getDisplayMedia({ video: { frameRate: 5 } });
    const track = new Video.LocalVideoTrack(screen.getVideoTracks()[0], { name: 'screen' });
    this.tracks.push(track);
    await this.room.localParticipant.publishTrack(track, { priority: 'high' });
  }

  async publishData(name) {
    const track = new Video.LocalDataTrack({ name });
    this.tracks.push(track);
    await this.room.localParticipant.publishTrack(track);
  }

  #meet(who) {
    who.tracks.forEach((publication) => {
      if (publication.track) this.#show(publication.track, who);
    });
  }

  #show(track, who) {
    if (track.kind !== 'video') return;
    const picture = track.attach();
    document.body.append(picture);
    this.pictures.set(`${who.identity}/${track.name}`, picture);
  }

  #note(name, details) {
    const who = details.find((detail) => detail?.identity)?.identity;
    const track = details[0]?.trackName ?? details[1]?.name ?? details[0]?.name;
    const [content] = details.filter((detail) => typeof detail === 'string');
    this.events.push({ name, who, track, content, code: details[0]?.code });
  }
}
