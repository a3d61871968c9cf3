/** The words on the buttons; `labels` may translate each. */
export const WORDS = {
  call: 'Voice Call',
  starting: 'Connecting …',
  connecting: 'Connecting …',
  ringing: 'Ringing …',
  reconnecting: 'Reconnecting …',
  connected: 'Connected to {peer}',
  endCall: 'End Call',
  cancel: 'Cancel',
  mute: 'Mute',
  unmute: 'Unmute',
  keypad: 'Keypad',
  devices: 'Sound devices',
  microphone: 'Microphone',
  speaker: 'Speaker',
  microphoneChanged: 'The microphone in use is now {device}.',
  unheard: 'The microphone is gone: nobody hears you. Connect one, and the call goes on with it.',
  accept: 'Accept',
  decline: 'Decline',
  calling: 'is calling',
  retry: 'Try again',
  voiceCall: 'Voice call',
};

/** @typedef {typeof WORDS} Words */

/** @param {Record<string, string> | undefined} labels @returns {Words} */
export const wordsWith = (labels) => ({ ...WORDS, ...labels });
