import { useEffect, useRef } from 'react';
import { Icon } from '@switchboard/client';
import { directionOf } from './peer.js';
import { startRinging } from './ringing.js';

/**
 * Somebody calls.
 * @param {{ call: import('./CallTracker.js').CallState, phone: import('./VoiceCallButton.jsx').Phone,
 *   words: import('./words.js').Words }} props
 */
export function IncomingCall({ call, phone, words }) {
  const element = useRef(/** @type {HTMLDivElement | null} */ (null));
  useEffect(() => startRinging(), []);
  // Focus moves only if it would be lost otherwise, and not to a button, so that typing is not interrupted
  // by a ring, and who scrolls with the space bar does not answer.
  useEffect(() => {
    if (document.activeElement === document.body) element.current?.focus();
  }, []);
  return (
    <div
      ref={element}
      tabIndex={-1}
      className="switchboard-incoming"
      role="group"
      aria-label={`${call.peer} ${words.calling}`}
    >
      <p className="switchboard-peer" role="alert">
        <bdi dir={directionOf(call.peer)}>{call.peer}</bdi> {words.calling}
      </p>
      <button type="button" className="switchboard-button" data-kind="call" onClick={phone.accept}>
        <Icon name="phone" /> {words.accept}
      </button>
      <button type="button" className="switchboard-button" data-kind="end" onClick={phone.decline}>
        <Icon name="hangUp" /> {words.decline}
      </button>
    </div>
  );
}
