import { useEffect, useId, useRef, useState } from 'react';
import { clock } from '@switchboard/client';

/**
 * The form for the code, which can also request a new one.
 * @param {{ verification: import('./PhoneVerification.jsx').Verification,
 *   words: import('./words.js').Words, problemId: string }} props `problemId` is the id of the
 *   element that shows the failure
 */
export function CodeForm({ verification, words, problemId }) {
  const [code, setCode] = useState('');
  const field = useRef(/** @type {HTMLInputElement | null} */ (null));
  const id = useId();
  const busy = verification.phase === 'checking' || verification.phase === 'sending';
  const wait = verification.resendIn;
  useEffect(() => field.current?.focus(), []);

  /** @param {import('react').FormEvent} event */
  function submit(event) {
    event.preventDefault();
    if (code.length >= 4 && !busy) void verification.check(code);
  }

  return (
    <form className="switchboard-form" onSubmit={submit} noValidate>
      <p className="switchboard-status">
        {words.sentTo} <bdi dir="ltr">{verification.to}</bdi>
      </p>
      <label htmlFor={`${id}code`}>{words.code}</label>
      <input
        ref={field}
        id={`${id}code`}
        className="switchboard-field switchboard-code"
        inputMode="numeric"
        autoComplete="one-time-code"
        dir="ltr"
        maxLength={10}
        value={code}
        aria-invalid={verification.field === 'code'}
        aria-describedby={problemId}
        onChange={(event) => setCode(event.target.value.replace(/\D/g, ''))}
      />
      <button
        type="submit"
        className="switchboard-button"
        data-kind="call"
        aria-busy={busy}
        disabled={busy || code.length < 4}
      >
        {verification.phase === 'checking' ? words.checking : words.check}
      </button>
      <button
        type="button"
        className="switchboard-link"
        disabled={busy || wait > 0}
        onClick={verification.resend}
      >
        {wait > 0 ? words.resendIn.replace('{time}', clock(wait)) : words.resend}
      </button>
      <button type="button" className="switchboard-link" disabled={busy} onClick={verification.startOver}>
        {words.change}
      </button>
    </form>
  );
}
