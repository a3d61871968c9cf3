/** The words on the controls; `labels` may translate each. */
export const WORDS = {
  videoCall: 'Video Call',
  connecting: 'Connecting …',
  cancel: 'Cancel',
  reconnecting: 'Reconnecting …',
  leave: 'Leave call',
  mute: 'Mute',
  unmute: 'Unmute',
  cameraOff: 'Turn camera off',
  cameraOn: 'Turn camera on',
  shareScreen: 'Share screen',
  stopSharing: 'Stop sharing',
  you: 'You',
  joined: 'joined',
  leftCall: 'left',
  alone: 'Nobody else is here yet.',
  noPicture: 'no picture',
  muted: 'muted',
  speaking: 'speaking',
  connection: 'Connection',
  screenOf: 'Screen of',
  retry: 'Try again',
  microphoneChanged: 'The microphone in use is now {device}.',
  microphoneLost: 'The microphone is gone: nobody hears you. Connect one, and the call goes on with it.',
  cameraChanged: 'The camera in use is now {device}.',
  cameraLost: 'The camera is gone: nobody sees you. Connect one, and the call goes on with it.',
};

/** @typedef {typeof WORDS} Words */

/** @param {Record<string, string> | undefined} labels @returns {Words} */
export const wordsWith = (labels) => ({ ...WORDS, ...labels });
