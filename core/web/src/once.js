/**
 * Lets through a click, but no second half of a double click: that was meant for the control that
 * stood here before.
 * @param {() => unknown} act
 * @returns {(event: import('react').MouseEvent) => void}
 */
export const once = (act) => (event) => {
  if (event.detail < 2) act();
};
