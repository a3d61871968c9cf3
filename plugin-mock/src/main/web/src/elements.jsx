/** A time of the box's clock, to the second. @param {{ at: string }} props */
export function Time({ at }) {
  const time = new Date(at);
  return (
    <time dateTime={at} title={time.toLocaleString()}>
      {time.toLocaleTimeString()}
    </time>
  );
}

/** The text of an empty list. @param {{ children: import('react').ReactNode }} props */
export function Empty({ children }) {
  return <p className="empty">{children}</p>;
}

/** A state as text, colored by its kind. @param {{ state: string }} props */
export function State({ state }) {
  const good = ['delivered', 'sent', 'received', 'completed', 'in-progress', 'talking', 'approved', 'open'];
  const bad = ['failed', 'undelivered', 'busy', 'no-answer', 'canceled'];
  const kind = good.includes(state) ? 'good' : bad.includes(state) ? 'bad' : state === 'no call' ? 'over' : 'going';
  return (
    <span className="state" data-kind={kind}>
      {state}
    </span>
  );
}

/** The name of a client without Twilio's prefix. @param {string} end */
export const plain = (end) => String(end ?? '').replace(/^client:/, '');
