import { useCallback, useEffect, useReducer, useRef } from 'react';
import { explain, postJson, useSwitchboardConfig } from '@switchboard/client';
import { REASONS } from './reasons.js';
import { useCountdown } from './useCountdown.js';

/**
 * @typedef {'sms' | 'voice' | 'whatsapp' | 'email'} Channel
 */

/**
 * @typedef {object} VerificationState
 * @property {'asking' | 'sending' | 'code' | 'checking' | 'verified'} phase
 * @property {string} to number (E.164) or email address
 * @property {Channel} channel
 * @property {string} problem stable code of the failure, or an empty string
 * @property {string} field the invalid field, or an empty string
 * @property {number} resendAt when a code may be sent again, milliseconds since 1970
 * @property {string} handle proves that this client requested the code, which allows all attempts
 * @property {any} result the server's response to the right code
 */

/** @type {VerificationState} */
const START = {
  phase: 'asking',
  to: '',
  channel: 'sms',
  problem: '',
  field: '',
  resendAt: 0,
  handle: '',
  result: null,
};

/** The server's pause between two codes for one number, in seconds. */
const RESEND_PAUSE = 30;

/** @param {VerificationState} state @param {Partial<VerificationState>} change */
const merge = (state, change) => ({ ...state, ...change });

/**
 * Verification of a number or email address, for apps with their own design.
 *
 * @param {{ onVerified?: (result: any) => void, getCaptchaToken?: () => string | Promise<string> }
 *   & import('@switchboard/client').SwitchboardConfig} options
 */
export function usePhoneVerification({ onVerified, getCaptchaToken, ...own }) {
  const config = useSwitchboardConfig(own);
  const [state, change] = useReducer(merge, START);
  const latest = useRef({ config, state, onVerified, getCaptchaToken });
  latest.current = { config, state, onVerified, getCaptchaToken };
  const stopped = useRef(new AbortController());
  useEffect(() => {
    stopped.current = new AbortController();
    return () => stopped.current.abort();
  }, []);

  const send = useCallback(async (/** @type {string} */ to, /** @type {Channel} */ channel) => {
    change({ phase: 'sending', to, channel, problem: '', field: '' });
    const former = latest.current.state;
    const body = {
      ...(channel === 'email' ? { email: to, channel } : { phone: to, channel }),
      // Without it, a code that is sent again would belong to an earlier start, whose handle is lost.
      ...(former.handle && former.to === to && { handle: former.handle }),
    };
    const { signal } = stopped.current;
    const again = latest.current.state.phase === 'code' ? 'code' : 'asking';
    try {
      const { handle = '' } = await start(latest.current, body, signal);
      change({ phase: 'code', resendAt: Date.now() + RESEND_PAUSE * 1_000, handle });
    } catch (error) {
      if (!signal.aborted) change({ phase: again, ...failure(error) });
    }
  }, []);

  const check = useCallback(async (/** @type {string} */ code) => {
    const { to, channel, handle } = latest.current.state;
    change({ phase: 'checking', problem: '', field: '' });
    const who = channel === 'email' ? { email: to } : { phone: to };
    const body = { ...who, code, ...(handle && { handle }) };
    const { signal } = stopped.current;
    try {
      const answer = await postJson(latest.current.config, '/api/auth/verify/check', body, { signal });
      if (!answer.verified) {
        change({ phase: 'code', problem: 'wrong_code', field: 'code' });
        return;
      }
      change({ phase: 'verified', result: answer });
      latest.current.onVerified?.(answer);
    } catch (error) {
      if (!signal.aborted) change({ phase: 'code', ...failure(error), field: 'code' });
    }
  }, []);

  return {
    ...state,
    resendIn: useCountdown(state.resendAt),
    send,
    check,
    resend: useCallback(() => {
      const { to, channel } = latest.current.state;
      return send(to, channel);
    }, [send]),
    startOver: useCallback(() => change({ ...START, channel: latest.current.state.channel }), []),
    sentence: useCallback((/** @type {string} */ problem, /** @type {string} */ wrongCode) => {
      const { labels } = latest.current.config;
      return explain(problem, labels, { ...REASONS, wrong_code: wrongCode });
    }, []),
  };
}

/**
 * Requests a code, with a captcha token if the server requires one.
 * @param {{ config: import('@switchboard/client').SwitchboardConfig,
 *   getCaptchaToken?: () => string | Promise<string> }} latest
 * @param {object} body
 * @param {AbortSignal} signal
 */
async function start({ config, getCaptchaToken }, body, signal) {
  const path = '/api/auth/verify/start';
  try {
    return await postJson(config, path, body, { signal });
  } catch (error) {
    const required = /** @type {any} */ (error).code === 'captcha_required';
    const captchaToken = required && (await getCaptchaToken?.());
    if (!captchaToken || signal.aborted) throw error;
    return await postJson(config, path, { ...body, captchaToken }, { signal });
  }
}

/**
 * The state after a failure, including the time of the next possible attempt.
 * @param {any} error
 * @returns {Partial<VerificationState>}
 */
function failure(error) {
  const wait = error.retryAfter ? { resendAt: Date.now() + error.retryAfter * 1_000 } : {};
  return { problem: error.code ?? 'internal', field: error.field ?? '', ...wait };
}
