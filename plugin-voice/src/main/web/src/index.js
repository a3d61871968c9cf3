import '@switchboard/client/style.css';
export { default } from './VoiceCallButton.jsx';
export { default as VoiceCallButton } from './VoiceCallButton.jsx';
export { useVoiceCall } from './useVoiceCall.js';
export { configureSwitchboard } from '@switchboard/client';
