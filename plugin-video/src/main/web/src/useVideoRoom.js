import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { announce, explain, notifyApp, useSwitchboardConfig } from '@switchboard/client';
import { RoomSession } from './RoomSession.js';
import { REASONS } from './reasons.js';
import { loadSdk } from './sdk.js';
import { wordsWith } from './words.js';

/**
 * One video room, for apps with their own design.
 *
 * @param {{ roomName: string, identity?: string, load?: () => Promise<import('./sdk.js').VideoSdk> }
 *   & import('@switchboard/client').SwitchboardConfig} options
 */
export function useVideoRoom({ roomName, identity, load = loadSdk, ...own }) {
  const config = useSwitchboardConfig(own);
  const latest = useRef(config);
  latest.current = config;
  const [session, setSession] = useState(() => make());

  function make() {
    return new RoomSession(
      () => latest.current,
      { room: roomName, identity },
      load,
      (event) => emit(latest.current, event),
    );
  }

  const first = useRef(true);
  useEffect(() => {
    if (first.current) first.current = false;
    else setSession(make());
    // A session belongs to one room and user; functions are read at each use.
  }, [roomName, identity]);

  useEffect(() => {
    // Without a disconnect message the others would see this member for another half minute.
    const leave = () => session.leave();
    globalThis.addEventListener?.('pagehide', leave);
    return () => {
      globalThis.removeEventListener?.('pagehide', leave);
      leave();
    };
  }, [session]);

  const state = useSyncExternalStore(session.subscribe, session.getState, session.getState);
  return {
    ...state,
    session,
    sentence: useCallback(
      (/** @type {string} */ reason) => explain(reason, latest.current.labels, REASONS),
      [],
    ),
    join: useCallback(() => session.join(), [session]),
    leave: useCallback(() => session.leave(), [session]),
    mute: useCallback((/** @type {boolean} */ muted) => session.mute(muted), [session]),
    camera: useCallback((/** @type {boolean} */ on) => session.camera(on), [session]),
    shareScreen: useCallback(() => session.shareScreen(), [session]),
    stopScreen: useCallback(() => session.stopScreen(), [session]),
  };
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
    announce(config, { kind, text: text.replace('{device}', device) });
  if (type === 'participant-joined') say('success', `${peer} ${words.joined}`);
  else if (type === 'participant-left') say('info', `${peer} ${words.leftCall}`);
  else if (type === 'reconnecting') say('info', words.reconnecting);
  else if (type === 'ended') say('info', explain(reason, config.labels, REASONS));
  else if (type === 'failed') say('error', explain(reason, config.labels, REASONS));
  else if (type === 'microphone-changed') say('info', words.microphoneChanged);
  else if (type === 'microphone-lost') say('error', words.microphoneLost);
  else if (type === 'camera-changed') say('info', words.cameraChanged);
  else if (type === 'camera-lost') say('error', words.cameraLost);
}
