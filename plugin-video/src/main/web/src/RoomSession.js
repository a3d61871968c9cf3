import { postJson, Store } from '@switchboard/client';
import { openLocalMedia, stopTracks } from './localMedia.js';
import { reasonOf } from './reasons.js';
import { edgeOptions } from './sdk.js';
import { memberOf, SCREEN } from './snapshot.js';

/**
 * @typedef {import('./snapshot.js').Member} Member
 * @typedef {import('@switchboard/client').CallEvent} CallEvent
 */

/**
 * @typedef {object} RoomState
 * @property {'idle' | 'connecting' | 'connected' | 'reconnecting' | 'ended' | 'failed'} phase
 * @property {string} reason stable word, when ended or failed
 * @property {string} sid the room's SID, for support
 * @property {Member | null} local
 * @property {Member[]} members the others, in the order they came
 * @property {any} preview the own camera while joining, or null
 */

/** @type {RoomState} */
const IDLE = { phase: 'idle', reason: '', sid: '', local: null, members: [], preview: null };
const JOINING = 30_000;

/** After any of these the picture is drawn anew from the SDK's own state. */
const CHANGES = [
  'participantReconnecting',
  'participantReconnected',
  'trackSubscribed',
  'trackUnsubscribed',
  'trackEnabled',
  'trackDisabled',
  'trackPublished',
  'trackUnpublished',
  'dominantSpeakerChanged',
];

/**
 * One stay in one room, from the click to the end. A session may be joined again after it ended.
 * @extends {Store<RoomState>}
 */
export class RoomSession extends Store {
  /** @type {any} */
  #room = null;
  /** @type {any[]} */
  #tracks = [];
  /** @type {any} */
  #screen = null;
  /** @type {import('./sdk.js').VideoSdk | undefined} */
  #sdk;
  /** Grows with each join and leave, so that what comes too late is noticed. */
  #turn = 0;

  /**
   * @param {() => import('@switchboard/client').SwitchboardConfig} config
   * @param {{ room: string, identity?: string }} who
   * @param {() => Promise<import('./sdk.js').VideoSdk>} load
   * @param {(event: CallEvent) => void} onEvent
   */
  constructor(config, who, load, onEvent) {
    super(IDLE);
    this.config = config;
    this.who = who;
    this.load = load;
    this.onEvent = onEvent;
  }

  async join() {
    if (['connecting', 'connected', 'reconnecting'].includes(this.state.phase)) return;
    const turn = ++this.#turn;
    const late = () => turn !== this.#turn;
    this.set({ ...IDLE, phase: 'connecting' });
    try {
      if (!globalThis.navigator?.mediaDevices?.getUserMedia) {
        throw { code: globalThis.isSecureContext === false ? 'insecure' : 'unsupported' };
      }
      const sdk = (this.#sdk = await this.load());
      const tracks = await openLocalMedia(sdk);
      if (late()) return stopTracks(tracks);
      this.#tracks = tracks;
      this.set({ preview: tracks.find((track) => track.kind === 'video') ?? null });
      const room = await this.#connect(sdk, tracks, late);
      if (late()) return void room?.disconnect();
      this.#enter(room);
    } catch (error) {
      if (!late()) this.#end('failed', reasonOf(error));
    }
    return undefined;
  }

  /** @param {import('./sdk.js').VideoSdk} sdk @param {any[]} tracks @param {() => boolean} late */
  async #connect(sdk, tracks, late) {
    const { room, identity } = this.who;
    const path = '/api/twilio/video/token';
    const answer = await postJson(this.config(), path, identity ? { identity, room } : { room });
    const joining = sdk.connect(answer.token, {
      name: answer.room,
      tracks,
      dominantSpeaker: true,
      networkQuality: { local: 1, remote: 1 },
      ...edgeOptions(answer.signaling),
    });
    let given = false;
    // A room that opens after the time limit must not stay open behind the user's back.
    joining.then((late_) => (given || late()) && late_.disconnect()).catch(() => {});
    const limit = new Promise((_, reject) =>
      setTimeout(() => {
        given = true;
        reject({ code: 'unreachable' });
      }, JOINING),
    );
    return Promise.race([joining, limit]);
  }

  /** @param {any} room */
  #enter(room) {
    this.#room = room;
    const draw = () => this.#draw();
    for (const change of CHANGES) room.on(change, draw);
    const watch = (/** @type {any} */ participant) =>
      participant.on('networkQualityLevelChanged', draw);
    [room.localParticipant, ...room.participants.values()].forEach(watch);
    room.on('participantConnected', (/** @type {any} */ participant) => {
      watch(participant);
      draw();
      this.#tell('participant-joined', participant.identity);
    });
    room.on('participantDisconnected', (/** @type {any} */ participant) => {
      draw();
      this.#tell('participant-left', participant.identity);
    });
    room.on('reconnecting', () => this.set({ phase: 'reconnecting' }));
    room.on('reconnected', () => this.set({ phase: 'connected' }));
    room.on('disconnected', (/** @type {any} */ _, /** @type {any} */ error) => {
      if (room === this.#room) this.#end('ended', error ? reasonOf(error) : 'room-ended');
    });
    this.set({ phase: 'connected', sid: room.sid, preview: null });
    draw();
    this.#tell('connected');
  }

  /** Leaves, or gives up joining. */
  leave() {
    if (this.state.phase === 'idle' || this.state.phase === 'ended') return;
    this.#end('ended', 'left');
  }

  /** @param {boolean} muted */
  mute(muted) {
    this.#switch('audio', !muted);
  }

  /** @param {boolean} on */
  camera(on) {
    this.#switch('video', on);
  }

  /** @param {string} kind @param {boolean} on */
  #switch(kind, on) {
    for (const track of this.#tracks) {
      if (track.kind === kind) track[on ? 'enable' : 'disable']();
    }
    this.#draw();
  }

  /** Shares a screen that the user picks; does nothing when the picker is cancelled. */
  async shareScreen() {
    if (this.#screen || !this.#room || !this.#sdk) return;
    const stream = await navigator.mediaDevices.getDisplayMedia({ video: true }).catch(() => null);
    const media = stream?.getVideoTracks()[0];
    if (!media || !this.#room) return;
    this.#screen = this.#sdk.screenTrack(media, { name: SCREEN });
    // The browser's own "stop sharing" ends the capture without asking us.
    media.addEventListener('ended', () => this.stopScreen());
    await this.#room.localParticipant.publishTrack(this.#screen);
    this.#draw();
  }

  stopScreen() {
    const screen = this.#screen;
    if (!screen) return;
    this.#screen = null;
    screen.stop();
    this.#room?.localParticipant.unpublishTrack(screen);
    this.#draw();
  }

  /** The SDK's statistics, for the network quality where no media server tells it. */
  async statistics() {
    return (await this.#room?.getStats?.()) ?? [];
  }

  #draw() {
    const room = this.#room;
    if (!room) return;
    this.set({
      local: memberOf(room.localParticipant),
      members: [...room.participants.values()].map(memberOf),
    });
  }

  /** @param {'ended' | 'failed'} phase @param {string} reason */
  #end(phase, reason) {
    this.#turn++;
    const room = this.#room;
    const { sid } = this.state;
    this.stopScreen();
    this.#room = null;
    room?.disconnect();
    stopTracks(this.#tracks);
    this.#tracks = [];
    this.set({ ...IDLE, phase, reason, sid });
    this.#tell(phase, undefined, reason);
  }

  /** @param {string} type @param {string} [peer] @param {string} [reason] */
  #tell(type, peer, reason) {
    this.onEvent({ type, sid: this.state.sid, peer, reason });
  }
}
