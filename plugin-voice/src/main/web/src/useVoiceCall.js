import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { announce, explain, notifyApp, useSwitchboardConfig } from '@switchboard/client';
import { acquireDevice } from './voiceDevices.js';
import { REASONS } from './reasons.js';
import { wordsWith } from './words.js';

/**
 * @typedef {import('./VoiceDevice.js').VoiceDeviceState} VoiceDeviceState
 * @typedef {import('./CallTracker.js').CallState} CallState
 */

/** @type {VoiceDeviceState} */
const CLOSED = { phase: 'starting', problem: '', call: null, waiting: null, unheard: false };
const nothing = () => () => {};
const closed = () => CLOSED;

/**
 * A telephone for one user, for apps with their own design.
 *
 * @param {{ identity?: string, calleeId?: string, createDevice?: import('./VoiceDevice.js').CreateDevice }
 *   & import('@switchboard/client').SwitchboardConfig} options
 */
export function useVoiceCall({ identity, calleeId, createDevice, ...own }) {
  const config = useSwitchboardConfig(own);
  const [acquired, setAcquired] = useState(
    /** @type {ReturnType<typeof acquireDevice> | null} */ (null),
  );
  const voiceDevice = acquired?.device;
  const shown = useShown();
  const latest = useRef(config);
  latest.current = config;

  useEffect(() => {
    const mine = acquireDevice(
      { baseUrl: config.baseUrl, identity, createDevice },
      { calleeId, config: () => latest.current, emit: (event) => emit(latest.current, event) },
    );
    setAcquired(mine);
    return () => {
      setAcquired(null);
      mine.release();
    };
  }, [identity, calleeId, createDevice, config.baseUrl, shown]);

  const state = useSyncExternalStore(voiceDevice?.subscribe ?? nothing, voiceDevice?.getState ?? closed, closed);
  const sentence = useCallback(
    (/** @type {string} */ reason) => explain(reason, latest.current.labels, REASONS),
    [],
  );
  return {
    phase: state.phase,
    problem: state.problem,
    call: state.call && acquired?.shows(state.call.peer) ? state.call : null,
    waiting: state.waiting && acquired?.shows(state.waiting.peer) ? state.waiting : null,
    unheard: state.unheard,
    inCall: state.call !== null && state.call.phase !== 'ended' && state.call.phase !== 'failed',
    sentence,
    dial: useCallback(
      (/** @type {string} */ to, /** @type {Record<string, string>} */ params = {}) =>
        voiceDevice?.call(to, params),
      [voiceDevice],
    ),
    accept: useCallback(() => voiceDevice?.calls.accept(), [voiceDevice]),
    decline: useCallback(() => voiceDevice?.calls.decline(), [voiceDevice]),
    hangUp: useCallback(() => voiceDevice?.calls.hangUp(), [voiceDevice]),
    mute: useCallback((/** @type {boolean} */ muted) => voiceDevice?.calls.mute(muted), [voiceDevice]),
    sendDigits: useCallback((/** @type {string} */ digits) => voiceDevice?.calls.digits(digits), [voiceDevice]),
    retry: useCallback(() => voiceDevice?.open(), [voiceDevice]),
    audio: voiceDevice?.audio ?? null,
    chooseMicrophone: useCallback((/** @type {string} */ id) => voiceDevice?.calls.chooseMicrophone(id), [voiceDevice]),
  };
}

/** Counts how often the browser showed this page again from its back/forward cache. */
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
