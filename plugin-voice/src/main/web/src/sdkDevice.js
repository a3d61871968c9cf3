import { LazySound } from './LazySound.js';
import { gatheringConnection } from './gatheringConnection.js';
import { silence } from './silence.js';

const SOUNDS = ['disconnect', 'incoming', 'outgoing', 'dtmfh', 'dtmfs'].concat(
  [...'0123456789'].map((digit) => `dtmf${digit}`),
);

/**
 * Makes a device of Twilio's SDK, which is loaded only now.
 * @param {string} token
 * @param {{ signaling?: string }} options address of another edge than Twilio's, in development
 */
export async function createSdkDevice(token, { signaling }) {
  const { Device } = await import('@twilio/voice-sdk');
  const common = {
    appName: 'switchboard',
    allowIncomingWhileBusy: true,
    closeProtection: false,
    enableImprovedSignalingErrorPrecision: true,
    Sound: LazySound,
    // The button reports what goes wrong; the SDK would fill the console on top.
    logLevel: /** @type {const} */ ('silent'),
  };
  const device = new Device(token, /** @type {any} */ ({ ...common, ...(signaling && edge(signaling)) }));
  // The button rings by itself.
  device.audio?.incoming(false);
  leaveMicrophones(device.audio);
  device.on('incoming', keepSid);
  // The SDK speaks TLS only; an edge on loopback has none.
  if (signaling?.startsWith('ws:')) /** @type {any} */ (device)._chunderURIs = [`${signaling}/signal`];
  return device;
}

/** Options for another edge than Twilio's. @param {string} signaling */
function edge(signaling) {
  return {
    publishEvents: false,
    sounds: Object.fromEntries(SOUNDS.map((name) => [name, silence()])),
    RTCPeerConnection: gatheringConnection(),
    chunderw: new URL(signaling).host,
  };
}

/**
 * Leaves what happens to microphones to `Microphone`: where the SDK opens another one by itself it
 * lets failures go unhandled, such as that there is none left.
 * @param {any} audio the SDK's audio helper
 */
function leaveMicrophones(audio) {
  if (!audio) return;
  audio.removeAllListeners('deviceChange');
  const open = audio._setInputDevice;
  audio._setInputDevice = (/** @type {any[]} */ ...given) => {
    const done = open.apply(audio, given);
    done.catch(() => {});
    return done;
  };
}

/**
 * Keeps the SID of a call that comes in: when another one, that was dialed at the same moment, begins to
 * ring, the SDK takes that one's for both, and can neither answer nor learn that the caller gave up.
 * @param {any} call of the SDK
 */
function keepSid(call) {
  const { CallSid } = call.parameters;
  Object.defineProperty(call.parameters, 'CallSid', { get: () => CallSid, set() {}, enumerable: true });
}
