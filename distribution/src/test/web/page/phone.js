import { Device } from '@twilio/voice-sdk';
import { gatheringConnection } from '../../../../../plugin-voice/src/main/web/src/gatheringConnection.js';
import { silence } from '../../../../../plugin-voice/src/main/web/src/silence.js';

const SOUNDS = ['disconnect', 'incoming', 'outgoing', 'dtmfh', 'dtmfs'].concat(
  [...'0123456789'].map((digit) => `dtmf${digit}`),
);
const DEVICE_EVENTS = ['registered', 'unregistered', 'tokenWillExpire', 'error', 'destroyed'];
const CALL_EVENTS = [
  'ringing', 'accept', 'cancel', 'disconnect', 'reject', 'mute', 'error', 'reconnecting',
  'reconnected', 'messageReceived', 'messageSent',
];

/** What keeps the SDK from Twilio's own hosts. */
const atBox = (signaling) => ({
  chunderw: new URL(signaling).host,
  enableImprovedSignalingErrorPrecision: true,
  publishEvents: false,
  sounds: Object.fromEntries(SOUNDS.map((name) => [name, silence()])),
});

/** A device of Twilio's own SDK with a token of the server, not registered yet. */
export async function openPhone(session, options = {}) {
  const { token, signaling } = await session.voicePass();
  return new Phone(session, { token, signaling, ...options });
}

/** A device with at most one call at a time that is of interest, and all that happened to it. */
class Phone {
  events = [];

  constructor(session, { token, signaling, unchanged, ...options }) {
    this.session = session;
    this.device = new Device(token, {
      closeProtection: false,
      RTCPeerConnection: gatheringConnection(),
      ...(unchanged ? {} : atBox(signaling)),
      ...options,
    });
    // The SDK speaks TLS only; the box on loopback has none.
    if (!unchanged) this.device._chunderURIs = [`${signaling}/signal`];
    for (const name of DEVICE_EVENTS) {
      this.device.on(name, (detail) => this.#note(`device ${name}`, detail));
    }
    this.device.on('incoming', (call) => this.#take(call, 'incoming'));
  }

  async dial(to, params = {}) {
    this.#take(await this.device.connect({ params: { To: to, ...params } }), 'outgoing');
  }

  /** Gives the device a fresh token, and waits until the box has taken it. */
  async refresh() {
    const taken = new Promise((resolve) => this.device._stream.once('connected', resolve));
    this.device.updateToken((await this.session.voicePass()).token);
    await taken;
  }

  /** Whether an event was noted, of the call (`accept`) or the device (`device error`). */
  saw(name) {
    return this.events.find((event) => event.name === name);
  }

  /** Sound packets so far and the energy in what came, as the browser itself counts them. */
  async sound() {
    const counts = { sent: 0, received: 0, energy: 0 };
    // The SDK has no public way to its connection's statistics as they are.
    const report = await this.call._mediaHandler.version.pc.getStats();
    for (const entry of report.values()) {
      if (entry.type === 'outbound-rtp') counts.sent += entry.packetsSent;
      if (entry.type === 'inbound-rtp') {
        counts.received += entry.packetsReceived;
        counts.energy += entry.totalAudioEnergy ?? 0;
      }
    }
    return counts;
  }

  /** Where the sound goes to and comes from. */
  async peers() {
    const report = await this.call._mediaHandler.version.pc.getStats();
    return [...report.values()]
      .filter((entry) => entry.type === 'remote-candidate')
      .map((entry) => entry.address);
  }

  /** The energy in the next packets that arrive; about a second of sound, beeps included. */
  async loudness(packets = 60) {
    const before = await this.sound();
    let now = before;
    while (now.received < before.received + packets) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      now = await this.sound();
    }
    return now.energy - before.energy;
  }

  #take(call, name) {
    this.call = call;
    for (const event of CALL_EVENTS) call.on(event, (...details) => this.#note(event, ...details));
    this.#note(name, call);
  }

  #note(name, detail) {
    this.events.push({ name, code: detail?.code, content: detail?.content, at: performance.now() });
  }
}
