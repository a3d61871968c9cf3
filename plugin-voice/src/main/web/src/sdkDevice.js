import { LazySound } from './LazySound.js';
import { gatheringConnection } from './gatheringConnection.js';
import { silence } from './silence.js';

const SOUNDS = ['disconnect', 'incoming', 'outgoing', 'dtmfh', 'dtmfs'].concat(
  [...'0123456789'].map((digit) => `dtmf${digit}`),
);

/**
 * Creates a device of Twilio's SDK, which is loaded on first use.
 * @param {string} token
 * @param {{ signaling?: string }} options address of an edge other than Twilio's, in development
 */
export async function createSdkDevice(token, { signaling }) {
  const { Device } = await import('@twilio/voice-sdk');
  const common = {
    appName: 'switchboard',
    allowIncomingWhileBusy: true,
    closeProtection: false,
    enableImprovedSignalingErrorPrecision: true,
    Sound: LazySound,
    // The button reports errors; without this the SDK logs them to the console as well.
    logLevel: /** @type {const} */ ('silent'),
  };
  const device = new Device(token, /** @type {any} */ ({ ...common, ...(signaling && edge(signaling)) }));
  // The button has its own ringtone.
  device.audio?.incoming(false);
  leaveMicrophones(device.audio);
  device.on('incoming', keepSid);
  // The SDK connects only over TLS, which an edge on loopback does not have.
  if (signaling?.startsWith('ws:')) /** @type {any} */ (device)._chunderURIs = [`${signaling}/signal`];
  return device;
}

/** Options for an edge other than Twilio's. @param {string} signaling */
function edge(signaling) {
  return {
    publishEvents: false,
    sounds: Object.fromEntries(SOUNDS.map((name) => [name, silence()])),
    RTCPeerConnection: gatheringConnection(),
    chunderw: new URL(signaling).host,
  };
}

/**
 * Leaves the handling of microphone changes to `Microphone`: the SDK opens another one without
 * handling failures, such as that there is none left.
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
 * Fixes the SID of an incoming call. If an outgoing call starts to ring at the same moment, the SDK
 * uses its SID for both, and can neither answer the incoming call nor see that its caller gave up.
 * @param {any} call of the SDK
 */
function keepSid(call) {
  const { CallSid } = call.parameters;
  Object.defineProperty(call.parameters, 'CallSid', { get: () => CallSid, set() {}, enumerable: true });
}
