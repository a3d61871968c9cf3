/**
 * Passes single clicks but not the second click of a double click, which was meant for the control
 * that was here before.
 * @param {() => unknown} act
 * @returns {(event: import('react').MouseEvent) => void}
 */
export const once = (act) => (event) => {
  if (event.detail < 2) act();
};
