import { useEffect, useRef } from 'react';

/**
 * Keeps the keyboard's place: when the focused control inside goes away with a change of state, the
 * first control that takes its place gets the focus, also one that comes later.
 *
 * @param {string} state changes when controls are exchanged
 * @returns {import('react').RefObject<any>} for the element around them
 */
export function useKeepFocus(state) {
  const element = useRef(/** @type {HTMLElement | null} */ (null));
  const owed = useRef(false);
  // Looked at before the change is made; events do not help, since browsers differ about a control that goes away.
  const held = element.current?.contains(document.activeElement);
  useEffect(() => {
    const active = document.activeElement;
    const lost = !active || active === document.body;
    const wanted = held || owed.current;
    const next = wanted && lost && element.current?.querySelector('button:not(:disabled), input, select');
    if (next) /** @type {HTMLElement} */ (next).focus();
    // A control that is disabled loses the focus a little later.
    owed.current = wanted && !next && (lost || active.matches(':disabled'));
  }, [state]);
  return element;
}
