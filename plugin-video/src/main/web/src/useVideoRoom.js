import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { announce, explain, useSwitchboardConfig } from '@switchboard/client';
import { RoomSession } from './RoomSession.js';
import { REASONS } from './reasons.js';
import { loadSdk } from './sdk.js';

/**
 * One video room: for apps with a design of their own.
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
      (event) => tell(latest.current, event),
    );
  }

  const first = useRef(true);
  useEffect(() => {
    if (first.current) first.current = false;
    else setSession(make());
    // A session belongs to one room and user; functions are read when they are needed.
  }, [roomName, identity]);

  useEffect(() => {
    // Without a goodbye the others would see a ghost for half a minute.
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
function tell(config, event) {
  config.onCallEvent?.(event);
  const words = config.labels ?? {};
  const { peer = '', reason = 'internal' } = event;
  if (event.type === 'participant-joined') {
    announce(config, { kind: 'success', text: `${peer} ${words.joined ?? 'joined'}` });
  } else if (event.type === 'participant-left') {
    announce(config, { kind: 'info', text: `${peer} ${words.leftCall ?? 'left'}` });
  } else if (event.type === 'ended' || event.type === 'failed') {
    const kind = event.type === 'failed' ? 'error' : 'info';
    announce(config, { kind, text: explain(reason, words, REASONS) });
  }
}
