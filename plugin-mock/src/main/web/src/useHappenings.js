import { useEffect, useReducer, useRef, useState } from 'react';
import { happen, NOTHING } from './happenings.js';

/**
 * Everything that happened in the box, live. A browser grants a page's origin few connections, so a
 * tab that nobody sees gives its own back and catches up later.
 */
export function useHappenings() {
  const [state, dispatch] = useReducer(happen, NOTHING);
  const [live, setLive] = useState(false);
  const last = useRef(0);
  last.current = state.last;
  useEffect(() => {
    /** @type {EventSource | null} */
    let source = null;
    const open = () => {
      if (source || document.visibilityState === 'hidden') return;
      source = new EventSource(`/box/events?after=${last.current}`);
      source.onopen = () => setLive(true);
      source.onerror = () => setLive(false);
      source.onmessage = (message) => dispatch(JSON.parse(message.data));
    };
    const close = () => {
      source?.close();
      source = null;
    };
    const look = () => (document.visibilityState === 'hidden' ? close() : open());
    open();
    document.addEventListener('visibilitychange', look);
    return () => {
      document.removeEventListener('visibilitychange', look);
      close();
    };
  }, []);
  return { ...state, live };
}
