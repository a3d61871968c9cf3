import { useId } from 'react';
import { resolveConfig, useKeepFocus } from '@switchboard/client';
import { AskForm } from './AskForm.jsx';
import { CodeForm } from './CodeForm.jsx';
import { usePhoneVerification } from './usePhoneVerification.js';
import { wordsWith } from './words.js';

/**
 * Asks for a number, sends a code to it, and checks the code.
 *
 * @example <PhoneVerification onVerified={({ phone }) => save(phone)} />
 *
 * @param {{ channels?: import('./usePhoneVerification.js').Channel[], country?: string,
 *   defaultPhone?: string, className?: string, onVerified?: (result: any) => void,
 *   getCaptchaToken?: () => string | Promise<string> }
 *   & import('@switchboard/client').SwitchboardConfig} props `country` is a calling code such as
 *   +49 for numbers typed without one; `getCaptchaToken` returns the token of a solved captcha and
 *   is called when the server requires one
 */
export default function PhoneVerification({
  channels = ['sms', 'voice'],
  country = '',
  defaultPhone = '',
  className = '',
  ...options
}) {
  const verification = usePhoneVerification(options);
  const words = wordsWith(resolveConfig({ labels: options.labels }).labels);
  const { phase, problem } = verification;
  const element = useKeepFocus(phase);
  const id = useId();
  const asking = phase === 'asking' || (phase === 'sending' && !verification.resendAt);
  return (
    <div
      ref={element}
      className={`switchboard-verification ${className}`}
      data-state={phase}
      role="group"
      aria-label={words.verification}
    >
      {phase === 'verified' && (
        <p className="switchboard-done" role="status">
          {words.verified}: <bdi dir="ltr">{verification.to}</bdi>
        </p>
      )}
      {phase !== 'verified' && asking && (
        <AskForm
          verification={verification}
          words={words}
          channels={channels}
          country={country}
          defaultPhone={defaultPhone}
        />
      )}
      {phase !== 'verified' && !asking && <CodeForm verification={verification} words={words} problemId={id} />}
      <p className="switchboard-problem" role="alert" id={id}>
        {problem && verification.sentence(problem, words.wrongCode)}
      </p>
    </div>
  );
}

/** @typedef {ReturnType<typeof usePhoneVerification>} Verification */
