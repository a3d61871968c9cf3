import { useEffect, useRef } from 'react';
import { Icon } from '@switchboard/client';
import { startRinging } from './ringing.js';

/**
 * Somebody calls.
 * @param {{ call: import('./CallTracker.js').CallState, phone: import('./VoiceCallButton.jsx').Phone,
 *   words: import('./words.js').Words }} props
 */
export function IncomingCall({ call, phone, words }) {
  const accept = useRef(/** @type {HTMLButtonElement | null} */ (null));
  useEffect(() => startRinging(), []);
  // Focus moves only where it would be lost otherwise: nobody's typing is interrupted by a ring.
  useEffect(() => {
    if (document.activeElement === document.body) accept.current?.focus();
  }, []);
  return (
    <div className="switchboard-incoming" role="group" aria-label={`${call.peer} ${words.calling}`}>
      <p className="switchboard-peer" role="alert">
        <bdi>{call.peer}</bdi> {words.calling}
      </p>
      <button
        ref={accept}
        type="button"
        className="switchboard-button"
        data-kind="call"
        onClick={phone.accept}
      >
        <Icon name="phone" /> {words.accept}
      </button>
      <button type="button" className="switchboard-button" data-kind="end" onClick={phone.decline}>
        <Icon name="hangUp" /> {words.decline}
      </button>
    </div>
  );
}
