import { Empty, plain, State, Time } from './elements.jsx';

/** All legs of all calls. @param {{ calls: any[] }} props */
export function CallList({ calls }) {
  if (calls.length === 0) return <Empty>No call yet. Call from one tab to another, or from a phone.</Empty>;
  return (
    <ul className="list" aria-label="Calls">
      {calls.map((call) => (
        <li key={call.sid} className="item" data-sid={call.sid}>
          <p className="line">
            <strong>
              {plain(call.from)} → {plain(call.to) || 'the app'}
            </strong>
            <State state={call.status} />
            <Time at={call.at} />
          </p>
          <p className="sid">
            {call.sid}
            {call.parent && ` · dialed by ${call.parent}`}
          </p>
        </li>
      ))}
    </ul>
  );
}
