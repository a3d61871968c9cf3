import { useEffect, useReducer, useRef, useState } from 'react';
import { reduce, INITIAL } from './activity.js';

/**
 * The activity of the box, live. Browsers limit the connections of an origin, so a hidden tab closes
 * its own and catches up later.
 */
export function useActivity() {
  const [state, dispatch] = useReducer(reduce, INITIAL);
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
