import { useId, useState } from 'react';
import VoiceCallButton from '@switchboard/voice';
import VideoCallButton from '@switchboard/video';
import PhoneVerification from '@switchboard/verify';
import { RefusalHint } from './RefusalHint.jsx';

/**
 * The components of one user: voice, video, phone verification.
 * @param {{ identity: string, webhooks: any[] }} props
 */
export function UserPanel({ identity, webhooks }) {
  const other = identity === 'bob' ? 'alice' : 'bob';
  const [callee, setCallee] = useState(other);
  const [room, setRoom] = useState('match-abc');
  return (
    <>
      <div className="card who">
        <p>
          You are <strong>{identity}</strong>. <a href="/">Be somebody else</a>
        </p>
        <a className="main-button" href={`?as=${other}`} target="_blank" rel="opener noreferrer">
          Open a tab as {other}
        </a>
      </div>
      <div className="card" data-part="voice">
        <h2>Voice</h2>
        <Field label="Call whom" hint="A name; also a phone number, if SWITCHBOARD_DIAL_COUNTRIES allows it" value={callee} onChange={setCallee} />
        <VoiceCallButton calleeId={callee.trim()} identity={identity} />
        <RefusalHint webhooks={webhooks} identity={identity} />
      </div>
      <div className="card" data-part="video">
        <h2>Video</h2>
        <Field label="Room" hint="Who joins the same room meets there" value={room} onChange={setRoom} />
        <VideoCallButton roomName={room.trim()} identity={identity} />
      </div>
      <div className="card" data-part="verify">
        <h2>Phone verification</h2>
        <PhoneVerification channels={['sms', 'voice', 'whatsapp', 'email']} defaultPhone="+12025550123" />
      </div>
    </>
  );
}

/** @param {{ label: string, hint: string, value: string, onChange: (value: string) => void }} props */
function Field({ label, hint, value, onChange }) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        value={value}
        maxLength={70}
        autoComplete="off"
        spellCheck={false}
        aria-describedby={`${id}hint`}
        onChange={(event) => onChange(event.target.value)}
      />
      <p className="hint" id={`${id}hint`}>
        {hint}
      </p>
    </div>
  );
}
