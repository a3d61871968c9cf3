const ID = 'switchboard-notices';
const SHOWN_FOR = 6_000;
const MOST = 3;

/** The one live region of the page; made when first needed, shared by all components. */
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
 * Shows and speaks a notice: through the app's own `notify` if there is one.
 * @param {import('./config.js').SwitchboardConfig} config
 * @param {import('./config.js').Notice} notice
 */
export function announce(config, notice) {
  if (config.notify) {
    config.notify(notice);
    return;
  }
  const toast = document.createElement('div');
  toast.className = 'switchboard-notice';
  toast.dataset.kind = notice.kind;
  toast.textContent = notice.text;
  const shown = region();
  shown.append(toast);
  while (shown.children.length > MOST) shown.firstElementChild?.remove();
  setTimeout(() => toast.remove(), SHOWN_FOR);
}
