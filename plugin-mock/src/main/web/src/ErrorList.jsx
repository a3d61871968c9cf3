import { Empty, Time } from './elements.jsx';

const MEANINGS = /** @type {Record<string, string>} */ ({
  11100: 'The address is not a valid URL.',
  11200: 'The response to the webhook is not valid.',
  11205: 'No connection to the webhook.',
  11750: 'The response is too long.',
  12100: 'The response is not well-formed XML.',
  12200: 'The response is not valid TwiML.',
  12300: 'The media type of the response is not that of TwiML.',
});

/** Errors as Twilio's debugger would show them. @param {{ errors: any[] }} props */
export function ErrorList({ errors }) {
  if (errors.length === 0) return <Empty>No error. Bad TwiML and webhooks without an answer would show here.</Empty>;
  return (
    <ul className="list" aria-label="Errors">
      {errors.map((failure) => (
        <li key={failure.key} className="item">
          <p className="line">
            <span className="state" data-kind="bad">
              {failure.error ?? failure.code}
            </span>
            <strong>{failure.message ?? MEANINGS[failure.error ?? failure.code] ?? `in a ${failure.what}`}</strong>
            <Time at={failure.at} />
          </p>
          <p className="sid">
            {failure.sid} {failure.url}
          </p>
        </li>
      ))}
    </ul>
  );
}
