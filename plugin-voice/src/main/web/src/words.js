/** The words on the buttons; `labels` may translate each. */
export const WORDS = {
  call: 'Voice Call',
  starting: 'Connecting …',
  connecting: 'Connecting …',
  ringing: 'Ringing …',
  reconnecting: 'Reconnecting …',
  endCall: 'End Call',
  cancel: 'Cancel',
  mute: 'Mute',
  unmute: 'Unmute',
  keypad: 'Keypad',
  devices: 'Sound devices',
  microphone: 'Microphone',
  speaker: 'Speaker',
  accept: 'Accept',
  decline: 'Decline',
  calling: 'is calling',
  ringOff: 'Silence',
  retry: 'Try again',
  voiceCall: 'Voice call',
};

/** @typedef {typeof WORDS} Words */

/** @param {Record<string, string> | undefined} labels @returns {Words} */
export const wordsWith = (labels) => ({ ...WORDS, ...labels });
