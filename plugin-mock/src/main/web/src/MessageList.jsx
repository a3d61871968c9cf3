import { Empty, State, Time } from './elements.jsx';

/** Messages to users and to the app. @param {{ messages: any[] }} props */
export function MessageList({ messages }) {
  if (messages.length === 0) {
    return <Empty>No message yet. Send yourself a code with the phone verification form.</Empty>;
  }
  return (
    <ul className="list" aria-label="Messages">
      {messages.map((message) => (
        <li key={message.key} className="item">
          <p className="line">
            <strong>{message.toApp ? `${message.from} → app` : message.to}</strong>
            {message.channel && <span className="tag">{message.channel}</span>}
            <State state={message.status} />
            <Time at={message.at} />
          </p>
          <p className="text">{message.body}</p>
          {message.code && <p className="code">{message.code}</p>}
        </li>
      ))}
    </ul>
  );
}
