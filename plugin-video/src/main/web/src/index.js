import '@switchboard/client/style.css';
import './style.css';

export { default } from './VideoCallButton.jsx';
export { default as VideoCallButton } from './VideoCallButton.jsx';
export { useVideoRoom } from './useVideoRoom.js';
export { configureSwitchboard } from '@switchboard/client';
