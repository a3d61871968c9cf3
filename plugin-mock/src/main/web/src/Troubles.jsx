import { Empty, When } from './parts.jsx';

const MEANINGS = /** @type {Record<string, string>} */ ({
  11100: 'The address is no valid URL.',
  11200: 'The webhook was not answered as it should.',
  11205: 'No connection to the webhook.',
  11750: 'The answer is too long.',
  12100: 'The answer is no well-formed XML.',
  12200: 'The answer is no valid TwiML.',
  12300: 'The answer has a media type that is not TwiML.',
});

/** Errors as Twilio's debugger would show them. @param {{ troubles: any[] }} props */
export function Troubles({ troubles }) {
  if (troubles.length === 0) return <Empty>No error. Bad TwiML and webhooks without an answer would show here.</Empty>;
  return (
    <ul className="list" aria-label="Errors">
      {troubles.map((trouble) => (
        <li key={trouble.key} className="item">
          <p className="line">
            <span className="state" data-kind="bad">
              {trouble.error ?? trouble.code}
            </span>
            <strong>{trouble.message ?? MEANINGS[trouble.error ?? trouble.code] ?? `in a ${trouble.what}`}</strong>
            <When at={trouble.at} />
          </p>
          <p className="sid">
            {trouble.sid} {trouble.url}
          </p>
        </li>
      ))}
    </ul>
  );
}
