import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { announce, explain, notifyApp, useSwitchboardConfig } from '@switchboard/client';
import { borrowLine } from './lines.js';
import { REASONS } from './reasons.js';
import { wordsWith } from './words.js';

/**
 * @typedef {import('./VoiceLine.js').LineState} LineState
 * @typedef {import('./CallTracker.js').CallState} CallState
 */

/** @type {LineState} */
const CLOSED = { phase: 'starting', problem: '', call: null, waiting: null, unheard: false };
const nothing = () => () => {};
const closed = () => CLOSED;

/**
 * A telephone for one user: for apps with a design of their own.
 *
 * @param {{ identity?: string, calleeId?: string, createDevice?: import('./VoiceLine.js').CreateDevice }
 *   & import('@switchboard/client').SwitchboardConfig} options
 */
export function useVoiceCall({ identity, calleeId, createDevice, ...own }) {
  const config = useSwitchboardConfig(own);
  const [borrowed, setBorrowed] = useState(
    /** @type {ReturnType<typeof borrowLine> | null} */ (null),
  );
  const line = borrowed?.line;
  const shown = useShown();
  const latest = useRef(config);
  latest.current = config;

  useEffect(() => {
    const mine = borrowLine(
      { baseUrl: config.baseUrl, identity, createDevice },
      { calleeId, config: () => latest.current, emit: (event) => emit(latest.current, event) },
    );
    setBorrowed(mine);
    return () => {
      setBorrowed(null);
      mine.giveBack();
    };
  }, [identity, calleeId, createDevice, config.baseUrl, shown]);

  const state = useSyncExternalStore(line?.subscribe ?? nothing, line?.getState ?? closed, closed);
  const sentence = useCallback(
    (/** @type {string} */ reason) => explain(reason, latest.current.labels, REASONS),
    [],
  );
  return {
    phase: state.phase,
    problem: state.problem,
    call: state.call && borrowed?.shows(state.call.peer) ? state.call : null,
    waiting: state.waiting && borrowed?.shows(state.waiting.peer) ? state.waiting : null,
    unheard: state.unheard,
    inCall: state.call !== null && state.call.phase !== 'ended' && state.call.phase !== 'failed',
    sentence,
    dial: useCallback(
      (/** @type {string} */ to, /** @type {Record<string, string>} */ params = {}) =>
        line?.call(to, params),
      [line],
    ),
    accept: useCallback(() => line?.calls.accept(), [line]),
    decline: useCallback(() => line?.calls.decline(), [line]),
    hangUp: useCallback(() => line?.calls.hangUp(), [line]),
    mute: useCallback((/** @type {boolean} */ muted) => line?.calls.mute(muted), [line]),
    sendDigits: useCallback((/** @type {string} */ digits) => line?.calls.digits(digits), [line]),
    retry: useCallback(() => line?.open(), [line]),
    audio: line?.audio ?? null,
    chooseMicrophone: useCallback((/** @type {string} */ id) => line?.calls.chooseMicrophone(id), [line]),
  };
}

/** How often the browser showed this page again that it had kept. */
function useShown() {
  const [count, setCount] = useState(0);
  useEffect(() => {
    const show = (/** @type {PageTransitionEvent} */ event) =>
      event.persisted && setCount((before) => before + 1);
    globalThis.addEventListener('pageshow', show);
    return () => globalThis.removeEventListener('pageshow', show);
  }, []);
  return count;
}

/**
 * @param {import('@switchboard/client').SwitchboardConfig} config
 * @param {import('@switchboard/client').CallEvent} event
 */
function emit(config, event) {
  notifyApp(config.onCallEvent, event);
  const words = wordsWith(config.labels);
  const { type, peer = '', reason = 'internal', device = '' } = event;
  const say = (/** @type {'info' | 'success' | 'error'} */ kind, /** @type {string} */ text) =>
    announce(config, { kind, text: text.replace('{peer}', peer).replace('{device}', device) });
  if (type === 'connected') say('success', words.connected);
  else if (type === 'ended') say('info', explain(reason, config.labels, REASONS));
  else if (type === 'failed') say('error', explain(reason, config.labels, REASONS));
  else if (type === 'incoming') say('info', `${peer} ${words.calling}`);
  else if (type === 'reconnecting') say('info', words.reconnecting);
  else if (type === 'microphone-changed') say('info', words.microphoneChanged);
  else if (type === 'microphone-lost') say('error', words.unheard);
}
