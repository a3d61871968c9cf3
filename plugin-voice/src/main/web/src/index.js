import sharedStyle from '@switchboard/client/style.css?inline';
import { adoptStyle } from '@switchboard/client';

adoptStyle(sharedStyle);

export { default } from './VoiceCallButton.jsx';
export { default as VoiceCallButton } from './VoiceCallButton.jsx';
export { useVoiceCall } from './useVoiceCall.js';
export { configureSwitchboard } from '@switchboard/client';
