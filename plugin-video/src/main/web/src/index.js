import sharedStyle from '@switchboard/client/style.css?inline';
import style from './style.css?inline';
import { adoptStyle } from '@switchboard/client';

adoptStyle(sharedStyle);
adoptStyle(style);

export { default } from './VideoCallButton.jsx';
export { default as VideoCallButton } from './VideoCallButton.jsx';
export { useVideoRoom } from './useVideoRoom.js';
export { configureSwitchboard } from '@switchboard/client';
