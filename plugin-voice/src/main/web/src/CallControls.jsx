import { useEffect, useState } from 'react';
import { clock, Icon } from '@switchboard/client';
import { DeviceChoice } from './DeviceChoice.jsx';
import { Keypad } from './Keypad.jsx';

/**
 * What a running call needs: the time, end, mute, keypad, devices.
 * @param {{ call: import('./CallTracker.js').CallState, phone: import('./VoiceCallButton.jsx').Phone,
 *   words: import('./words.js').Words }} props
 */
export function CallControls({ call, phone, words }) {
  const [panel, setPanel] = useState(/** @type {'' | 'keypad' | 'devices'} */ (''));
  const seconds = useSeconds(call.since);
  const toggle = (/** @type {'keypad' | 'devices'} */ name) => setPanel(panel === name ? '' : name);
  return (
    <div className="switchboard-controls" data-call-sid={call.sid}>
      <p className="switchboard-status">
        <bdi className="switchboard-peer">{call.peer}</bdi>{' '}
        {call.phase === 'reconnecting' ? (
          words.reconnecting
        ) : (
          <time role="timer" aria-live="off">
            {clock(seconds)}
          </time>
        )}
      </p>
      {phone.unheard && <p className="switchboard-lost">{words.unheard}</p>}
      <button type="button" className="switchboard-button" data-kind="end" onClick={phone.hangUp}>
        <Icon name="hangUp" /> {words.endCall}
      </button>
      <button
        type="button"
        className="switchboard-round"
        aria-pressed={call.muted}
        aria-label={words.mute}
        title={call.muted ? words.unmute : words.mute}
        onClick={() => phone.mute(!call.muted)}
      >
        <Icon name={call.muted ? 'micOff' : 'mic'} />
      </button>
      <button
        type="button"
        className="switchboard-round"
        aria-expanded={panel === 'keypad'}
        aria-label={words.keypad}
        title={words.keypad}
        onClick={() => toggle('keypad')}
      >
        <Icon name="keypad" />
      </button>
      <button
        type="button"
        className="switchboard-round"
        aria-expanded={panel === 'devices'}
        aria-label={words.devices}
        title={words.devices}
        onClick={() => toggle('devices')}
      >
        <Icon name="settings" />
      </button>
      {panel === 'keypad' && <Keypad onDigit={phone.sendDigits} label={words.keypad} />}
      {panel === 'devices' && <DeviceChoice phone={phone} words={words} />}
    </div>
  );
}

/** Seconds since a moment, counted while shown. @param {number} since milliseconds since 1970 */
function useSeconds(since) {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return (now - since) / 1_000;
}
