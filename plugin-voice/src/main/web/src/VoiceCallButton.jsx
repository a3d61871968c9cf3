import { Icon, once, resolveConfig, useKeepFocus } from '@switchboard/client';
import { CallControls } from './CallControls.jsx';
import { IncomingCall } from './IncomingCall.jsx';
import { useVoiceCall } from './useVoiceCall.js';
import { wordsWith } from './words.js';

/**
 * A button that calls one person, and rings when somebody calls.
 *
 * @example <VoiceCallButton calleeId={match.id} identity={user.id} />
 *
 * @param {{ calleeId: string, identity?: string, className?: string,
 *   createDevice?: import('./VoiceDevice.js').CreateDevice }
 *   & import('@switchboard/client').SwitchboardConfig} props
 */
export default function VoiceCallButton({ calleeId, identity, className = '', ...options }) {
  const phone = useVoiceCall({ identity, calleeId, ...options });
  const words = wordsWith(resolveConfig({ labels: options.labels }).labels);
  const { call, waiting } = phone;
  const state = waiting ? 'incoming' : call ? call.phase : phone.phase;
  const idle = call ? call.phase === 'failed' && phone.phase === 'ready' : !waiting;
  const element = useKeepFocus(state);
  return (
    <div
      ref={element}
      className={`switchboard-call ${className}`}
      data-state={state}
      role="group"
      aria-label={words.voiceCall}
    >
      {waiting && <IncomingCall call={waiting} phone={phone} words={words} />}
      {call?.phase === 'incoming' && <IncomingCall call={call} phone={phone} words={words} />}
      {call && call.phase !== 'incoming' && <Running phone={phone} words={words} call={call} />}
      {idle && <Idle phone={phone} words={words} calleeId={calleeId} />}
    </div>
  );
}

/** @typedef {ReturnType<typeof useVoiceCall>} Phone */

/** @param {{ phone: Phone, words: import('./words.js').Words, calleeId: string }} props */
function Idle({ phone, words, calleeId }) {
  if (phone.phase === 'failed') {
    return (
      <>
        <p className="switchboard-reason">{phone.sentence(phone.problem)}</p>
        <button type="button" className="switchboard-button" data-kind="call" onClick={phone.retry}>
          <Icon name="phone" /> {words.retry}
        </button>
      </>
    );
  }
  const starting = phone.phase === 'starting';
  return (
    <button
      type="button"
      className="switchboard-button"
      data-kind={starting ? 'busy' : 'call'}
      aria-busy={starting}
      disabled={starting || phone.inCall || !calleeId}
      onClick={() => phone.dial(calleeId)}
    >
      {starting ? <span className="switchboard-spinner" aria-hidden="true" /> : <Icon name="phone" />}{' '}
      {starting ? words.starting : words.call}
    </button>
  );
}

/** @param {{ phone: Phone, words: import('./words.js').Words, call: import('./CallTracker.js').CallState }} props */
function Running({ phone, words, call }) {
  if (call.phase === 'ended' || call.phase === 'failed') {
    return (
      <p className="switchboard-reason" data-call-sid={call.sid}>
        {phone.sentence(call.reason)}
      </p>
    );
  }
  if (call.phase === 'connected' || call.phase === 'reconnecting') {
    return <CallControls phone={phone} words={words} call={call} />;
  }
  return (
    <button
      type="button"
      className="switchboard-button"
      data-kind="busy"
      aria-label={`${words[call.phase === 'ringing' ? 'ringing' : 'connecting']} ${words.cancel}`}
      onClick={once(phone.hangUp)}
    >
      <span className="switchboard-spinner" aria-hidden="true" />{' '}
      {call.phase === 'ringing' ? words.ringing : words.connecting} <Icon name="hangUp" />
    </button>
  );
}
