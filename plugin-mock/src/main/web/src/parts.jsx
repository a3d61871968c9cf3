/** A moment by the box's clock, to the second. @param {{ at: string }} props */
export function When({ at }) {
  const moment = new Date(at);
  return (
    <time dateTime={at} title={moment.toLocaleString()}>
      {moment.toLocaleTimeString()}
    </time>
  );
}

/** What to say where nothing is. @param {{ children: import('react').ReactNode }} props */
export function Empty({ children }) {
  return <p className="empty">{children}</p>;
}

/** A state in words, coloured by its kind. @param {{ state: string }} props */
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

/** Names of clients without what Twilio puts before them. @param {string} end */
export const plain = (end) => String(end ?? '').replace(/^client:/, '');
