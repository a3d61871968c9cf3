import { useEffect, useState } from 'react';
import { clock, Icon, once, RoundButton } from '@switchboard/client';
import { DeviceChoice } from './DeviceChoice.jsx';
import { Keypad } from './Keypad.jsx';
import { directionOf } from './peer.js';

/**
 * The controls of a running call: duration, end, mute, keypad, devices.
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
        <bdi className="switchboard-peer" dir={directionOf(call.peer)}>
          {call.peer}
        </bdi>{' '}
        {call.phase === 'reconnecting' ? (
          words.reconnecting
        ) : (
          <time role="timer" aria-live="off">
            {clock(seconds)}
          </time>
        )}
      </p>
      {phone.unheard && <p className="switchboard-lost">{words.unheard}</p>}
      <button type="button" className="switchboard-button" data-kind="end" onClick={once(phone.hangUp)}>
        <Icon name="hangUp" /> {words.endCall}
      </button>
      <RoundButton
        pressed={call.muted}
        label={words.mute}
        hint={call.muted ? words.unmute : words.mute}
        icon={call.muted ? 'micOff' : 'mic'}
        onClick={() => phone.mute(!call.muted)}
      />
      <RoundButton
        expanded={panel === 'keypad'}
        label={words.keypad}
        icon="keypad"
        onClick={() => toggle('keypad')}
      />
      <RoundButton
        expanded={panel === 'devices'}
        label={words.devices}
        icon="settings"
        onClick={() => toggle('devices')}
      />
      {panel === 'keypad' && <Keypad onDigit={phone.sendDigits} label={words.keypad} />}
      {panel === 'devices' && <DeviceChoice phone={phone} words={words} />}
    </div>
  );
}

/** The seconds since a time, updated while shown. @param {number} since milliseconds since 1970 */
function useSeconds(since) {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return (now - since) / 1_000;
}
