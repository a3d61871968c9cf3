import { useEffect, useRef } from 'react';

/**
 * Keeps the keyboard's place: when the focused control inside goes away with a change of state, the
 * first control that takes its place gets the focus.
 *
 * @param {string} state changes when controls are exchanged
 * @returns {import('react').RefObject<any>} for the element around them
 */
export function useKeepFocus(state) {
  const element = useRef(/** @type {HTMLElement | null} */ (null));
  const inside = useRef(false);
  useEffect(() => {
    const node = element.current;
    if (!node) return undefined;
    const enter = () => (inside.current = true);
    // A control that is removed sends no focusout: only a person's leaving does.
    const leave = () => (inside.current = false);
    node.addEventListener('focusin', enter);
    node.addEventListener('focusout', leave);
    return () => {
      node.removeEventListener('focusin', enter);
      node.removeEventListener('focusout', leave);
    };
  }, []);
  useEffect(() => {
    const lost = !document.activeElement || document.activeElement === document.body;
    if (inside.current && lost) {
      const next = element.current?.querySelector('button:not(:disabled), input, select');
      if (next instanceof HTMLElement) next.focus();
    }
  }, [state]);
  return element;
}
