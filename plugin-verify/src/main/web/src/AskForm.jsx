import { useId, useRef, useState } from 'react';
import { clock } from '@switchboard/client';
import { isMailAddress, toE164 } from './recipient.js';

/**
 * The form for the number or email address and the channel.
 * @param {{ verification: import('./PhoneVerification.jsx').Verification,
 *   words: import('./words.js').Words, channels: import('./usePhoneVerification.js').Channel[],
 *   country: string, defaultPhone: string }} props
 */
export function AskForm({ verification, words, channels, country, defaultPhone }) {
  const [typed, setTyped] = useState(defaultPhone);
  const [channel, setChannel] = useState(channels[0] ?? 'sms');
  const [invalid, setInvalid] = useState(false);
  const field = useRef(/** @type {HTMLInputElement | null} */ (null));
  const id = useId();
  const mail = channel === 'email';
  const busy = verification.phase === 'sending';
  const wait = verification.resendIn;

  /** @param {import('react').FormEvent} event */
  function submit(event) {
    event.preventDefault();
    const to = mail ? (isMailAddress(typed) ? typed.trim() : null) : toE164(typed, country);
    setInvalid(to === null);
    if (to === null) field.current?.focus();
    else if (!busy && wait === 0) void verification.send(to, channel);
  }

  return (
    <form className="switchboard-form" onSubmit={submit} noValidate>
      <label htmlFor={`${id}to`}>{mail ? words.email : words.phone}</label>
      <input
        ref={field}
        id={`${id}to`}
        className="switchboard-field"
        type={mail ? 'email' : 'tel'}
        autoComplete={mail ? 'email' : 'tel'}
        dir="ltr"
        maxLength={254}
        value={typed}
        aria-invalid={invalid || verification.field === (mail ? 'email' : 'phone')}
        aria-describedby={`${id}hint`}
        onChange={(event) => setTyped(event.target.value)}
      />
      <p className="switchboard-hint" id={`${id}hint`} data-invalid={invalid}>
        {mail ? words.emailHint : country && !invalid ? `${words.country}: ${country}` : words.phoneHint}
      </p>
      {channels.length > 1 && (
        <label className="switchboard-choice">
          {words.channel}
          <select
            value={channel}
            onChange={(event) => setChannel(/** @type {typeof channel} */ (event.target.value))}
          >
            {channels.map((one) => (
              <option key={one} value={one}>
                {words[`channel.${one}`]}
              </option>
            ))}
          </select>
        </label>
      )}
      <button type="submit" className="switchboard-button" data-kind="video" aria-busy={busy} disabled={busy || wait > 0}>
        {busy ? words.sending : wait > 0 ? words.resendIn.replace('{time}', clock(wait)) : words.send}
      </button>
    </form>
  );
}
