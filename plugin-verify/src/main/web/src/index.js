import sharedStyle from '@switchboard/client/style.css?inline';
import style from './style.css?inline';
import { adoptStyle } from '@switchboard/client';

adoptStyle(sharedStyle);
adoptStyle(style);

export { default } from './PhoneVerification.jsx';
export { default as PhoneVerification } from './PhoneVerification.jsx';
export { usePhoneVerification } from './usePhoneVerification.js';
export { configureSwitchboard } from '@switchboard/client';
