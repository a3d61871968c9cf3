import { useId, useRef, useState } from 'react';

/**
 * Panels with tabs (WAI-ARIA tabs pattern: arrow keys move, the selected tab is in the tab order).
 * @param {{ label: string, panels: { name: string, count?: number, content: () => import('react').ReactNode }[] }} props
 */
export function Tabs({ label, panels }) {
  const [shown, setShown] = useState(0);
  const id = useId();
  const list = useRef(/** @type {HTMLDivElement | null} */ (null));
  /** @param {import('react').KeyboardEvent} event */
  function move(event) {
    const steps = /** @type {Record<string, number>} */ ({ ArrowRight: 1, ArrowLeft: -1 });
    const ends = /** @type {Record<string, number>} */ ({ Home: 0, End: panels.length - 1 });
    const step = steps[event.key];
    const next = step ? (shown + step + panels.length) % panels.length : ends[event.key];
    if (next === undefined) return;
    event.preventDefault();
    setShown(next);
    /** @type {HTMLElement | undefined} */ (list.current?.children[next])?.focus();
  }
  return (
    <>
      <div className="tabs" role="tablist" aria-label={label} ref={list} onKeyDown={move}>
        {panels.map((panel, i) => (
          <button
            key={panel.name}
            type="button"
            role="tab"
            id={`${id}tab${i}`}
            aria-selected={i === shown}
            aria-controls={`${id}panel`}
            tabIndex={i === shown ? 0 : -1}
            onClick={() => setShown(i)}
          >
            {panel.name}
            {panel.count ? <span className="count">{panel.count}</span> : null}
          </button>
        ))}
      </div>
      <div className="panel" role="tabpanel" id={`${id}panel`} aria-labelledby={`${id}tab${shown}`} tabIndex={0}>
        {panels[shown].content()}
      </div>
    </>
  );
}
