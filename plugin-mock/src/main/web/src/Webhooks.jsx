import { Empty, Time } from './elements.jsx';

/** All requests of the box to the server, with their responses. @param {{ webhooks: any[] }} props */
export function Webhooks({ webhooks }) {
  if (webhooks.length === 0) return <Empty>No webhook yet. Calls, rooms and messages send them.</Empty>;
  return (
    <ul className="list" aria-label="Webhooks">
      {webhooks.map((hook) => (
        <li key={hook.key} className="item">
          <details>
            <summary className="line">
              <span className="state" data-kind={hook.status >= 200 && hook.status < 300 ? 'good' : 'bad'}>
                {hook.status || 'no answer'}
              </span>
              <strong>
                {hook.method} {pathOf(hook.url)}
              </strong>
              <span className="tag">{hook.milliseconds} ms</span>
              {hook.retry > 0 && <span className="tag">retry {hook.retry}</span>}
              <Time at={hook.at} />
            </summary>
            <Particulars hook={hook} />
          </details>
        </li>
      ))}
    </ul>
  );
}

/** @param {{ hook: any }} props */
function Particulars({ hook }) {
  return (
    <dl className="particulars">
      <dt>Address</dt>
      <dd>{hook.url}</dd>
      <dt>X-Twilio-Signature</dt>
      <dd>
        <code>{hook.signature}</code>
      </dd>
      <dt>Fields</dt>
      <dd>
        <table>
          <tbody>
            {hook.fields.map((/** @type {{ name: string, value: string }} */ field, /** @type {number} */ i) => (
              <tr key={i}>
                <th scope="row">{field.name}</th>
                <td>{field.value}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </dd>
      <dt>Answer</dt>
      <dd>{hook.answer ? <pre>{hook.answer}</pre> : 'empty'}</dd>
      {hook.error > 0 && (
        <>
          <dt>Twilio&apos;s error</dt>
          <dd>{hook.error}</dd>
        </>
      )}
    </dl>
  );
}

/** @param {string} url */
function pathOf(url) {
  try {
    return new URL(url).pathname;
  } catch {
    return url;
  }
}
