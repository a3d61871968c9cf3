const ID = 'switchboard-notices';
const SHOWN_FOR = 6_000;
const MAX_SHOWN = 3;
/** Some screen readers do not announce the first notice of a region that appears with it. */
const AFTER = 100;

/** The live region of the page; created on first use, shared by all components. */
function region() {
  const found = document.getElementById(ID);
  if (found) return found;
  const made = document.createElement('div');
  made.id = ID;
  made.className = 'switchboard-notices';
  made.setAttribute('role', 'status');
  made.setAttribute('aria-live', 'polite');
  document.body.append(made);
  return made;
}

/**
 * Calls a function of the app. Its errors are reported to the page, so that they do not end a call.
 * @template T
 * @param {((event: T) => void) | undefined} listener
 * @param {T} event
 */
export function notifyApp(listener, event) {
  try {
    listener?.(event);
  } catch (error) {
    reportError(error);
  }
}

/**
 * Shows and announces a notice, with the app's `notify` if there is one.
 * @param {import('./config.js').SwitchboardConfig} config
 * @param {import('./config.js').Notice} notice
 */
export function announce(config, notice) {
  if (config.notify) {
    notifyApp(config.notify, notice);
    return;
  }
  const toast = document.createElement('div');
  toast.className = 'switchboard-notice';
  toast.dataset.kind = notice.kind;
  toast.textContent = notice.text;
  const shown = region();
  setTimeout(() => {
    // On a phone's screen it must not hide the buttons.
    const button = document.querySelector('.switchboard-call button');
    const above = button && button.getBoundingClientRect().top < innerHeight / 2;
    shown.dataset.side = above ? 'below' : 'above';
    shown.append(toast);
    while (shown.children.length > MAX_SHOWN) shown.firstElementChild?.remove();
  }, AFTER);
  setTimeout(() => toast.remove(), SHOWN_FOR);
}
