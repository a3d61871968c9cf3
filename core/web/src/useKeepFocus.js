import { useEffect, useRef } from 'react';

/**
 * Keeps the keyboard focus: when a change of state removes the focused control, the first control
 * that replaces it gets the focus, even if it appears later.
 *
 * @param {string} state changes when controls are replaced
 * @returns {import('react').RefObject<any>} for the element around them
 */
export function useKeepFocus(state) {
  const element = useRef(/** @type {HTMLElement | null} */ (null));
  const owed = useRef(false);
  // Read before the change; browsers differ in the events that they send for a removed control.
  const held = element.current?.contains(document.activeElement);
  useEffect(() => {
    const active = document.activeElement;
    const lost = !active || active === document.body;
    const wanted = held || owed.current;
    const next = wanted && lost && element.current?.querySelector('button:not(:disabled), input, select');
    if (next) /** @type {HTMLElement} */ (next).focus();
    // A disabled control loses the focus a little later.
    owed.current = wanted && !next && (lost || active.matches(':disabled'));
  }, [state]);
  return element;
}
