import { Icon } from './Icon.jsx';

/**
 * A button with only an icon. A toggle button keeps its name and exposes its state separately, as
 * screen readers expect.
 * @param {{ label: string, hint?: string, icon: Parameters<typeof Icon>[0]['name'],
 *   onClick: import('react').MouseEventHandler, pressed?: boolean, expanded?: boolean }} props
 */
export function RoundButton({ label, hint = label, icon, onClick, pressed, expanded }) {
  return (
    <button
      type="button"
      className="switchboard-round"
      aria-pressed={pressed}
      aria-expanded={expanded}
      aria-label={label}
      title={hint}
      onClick={onClick}
    >
      <Icon name={icon} />
    </button>
  );
}
