import '@switchboard/client/style.css';
import './style.css';

export { default } from './PhoneVerification.jsx';
export { default as PhoneVerification } from './PhoneVerification.jsx';
export { usePhoneVerification } from './usePhoneVerification.js';
export { configureSwitchboard } from '@switchboard/client';
