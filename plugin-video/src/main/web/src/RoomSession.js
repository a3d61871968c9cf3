import { Store } from '@switchboard/client';
import { Capture } from './Capture.js';
import { ScreenShare } from './ScreenShare.js';
import { joinRoom } from './joinRoom.js';
import { openLocalMedia, stopTracks } from './localMedia.js';
import { isEnd, reasonOf } from './reasons.js';
import { CHANGES, memberOf } from './snapshot.js';

/**
 * @typedef {import('./snapshot.js').Member} Member
 * @typedef {import('@switchboard/client').CallEvent} CallEvent
 */

/**
 * @typedef {object} RoomState
 * @property {'idle' | 'connecting' | 'connected' | 'reconnecting' | 'ended' | 'failed'} phase
 * @property {string} reason stable code, if ended or failed
 * @property {string} sid the room's SID, for support
 * @property {Member | null} local
 * @property {Member[]} members the other members, in the order of joining
 * @property {any} preview the user's camera while joining, or null
 */

/** @type {RoomState} */
const IDLE = { phase: 'idle', reason: '', sid: '', local: null, members: [], preview: null };

/**
 * One session in one room, from the click to the end. It can be joined again after it ended.
 * @extends {Store<RoomState>}
 */
export class RoomSession extends Store {
  /** @type {any} */
  #room = null;
  /** @type {Capture | undefined} */
  #capture;
  #screen = new ScreenShare();
  /** @type {import('./sdk.js').VideoSdk | undefined} */
  #sdk;
  /** Counts joins and leaves, to detect results that arrive too late. */
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
      this.#capture = new Capture(tracks, (type, device) => this.#changed(type, device));
      this.set({ preview: tracks.find((track) => track.kind === 'video') ?? null });
      const room = await joinRoom(sdk, this.config(), this.who, tracks, late);
      if (late()) return void room?.disconnect();
      this.#enter(room);
    } catch (error) {
      if (!late()) this.#end('failed', reasonOf(error));
    }
    return undefined;
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
      this.#emit('participant-joined', { peer: participant.identity });
    });
    room.on('participantDisconnected', (/** @type {any} */ participant) => {
      draw();
      this.#emit('participant-left', { peer: participant.identity });
    });
    room.on('reconnecting', () => {
      this.set({ phase: 'reconnecting' });
      this.#emit('reconnecting');
    });
    room.on('reconnected', () => this.set({ phase: 'connected' }));
    room.on('disconnected', (/** @type {any} */ _, /** @type {any} */ error) => {
      if (room !== this.#room) return;
      const reason = error ? reasonOf(error) : 'room-ended';
      this.#end(isEnd(reason) ? 'ended' : 'failed', reason);
    });
    this.set({ phase: 'connected', sid: room.sid, preview: null });
    draw();
    this.#emit('connected');
  }

  /** Leaves the room, or cancels joining. */
  leave() {
    if (this.state.phase === 'idle' || this.state.phase === 'ended') return;
    this.#end('ended', 'left');
  }

  /** @param {boolean} muted */
  mute(muted) {
    this.#capture?.switch('audio', !muted);
    this.#draw();
  }

  /** @param {boolean} on */
  camera(on) {
    this.#capture?.switch('video', on);
    this.#draw();
  }

  /** @param {string} type @param {string} device */
  #changed(type, device) {
    this.#draw();
    this.#emit(type, { device });
  }

  /** Shares a screen that the user picks; does nothing if the picker is canceled. */
  async shareScreen() {
    const room = this.#room;
    if (!room || !this.#sdk) return;
    await this.#screen.start(room, this.#sdk, () => room !== this.#room, () => this.#draw());
    this.#draw();
  }

  stopScreen() {
    this.#screen.stop();
    this.#draw();
  }

  /** The SDK's statistics, for the network quality if no media server reports it. */
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
    this.#screen.stop();
    this.#room = null;
    room?.disconnect();
    this.#capture?.stop();
    this.#capture = undefined;
    this.set({ ...IDLE, phase, reason, sid });
    this.#emit(phase, { reason });
  }

  /** @param {string} type @param {Partial<CallEvent>} [more] */
  #emit(type, more) {
    this.onEvent({ type, sid: this.state.sid, ...more });
  }
}
