const REASONS = /** @type {Record<string, string>} */ ({
  country:
    'SWITCHBOARD_DIAL_COUNTRIES does not name this number’s country (by default it names none), or the number is premium-rate. ' +
    'Start the server with SWITCHBOARD_DIAL_COUNTRIES=US, for one, to call numbers there.',
  nobody: 'Nobody can have this name or number.',
  oneself: 'Nobody can call themselves.',
  not_permitted: 'SWITCHBOARD_POLICY does not permit it.',
  limit: 'A limit of SWITCHBOARD_LIMITS was reached.',
  unavailable: 'A service that the server needs is unavailable; see the server’s log.',
});

/**
 * The reason why the server refused a user's last call. The TwiML holds it in a comment, which callers
 * do not hear.
 * @param {{ webhooks: any[], identity: string }} props newest first
 */
export function RefusalHint({ webhooks, identity }) {
  const answered = webhooks.find(({ fields, answer }) => answer && isCallOf(identity, fields));
  const reason = answered?.answer.match(/<!-- refused: (\w+) -->/)?.[1];
  if (!reason) return null;
  return (
    <p className="hint" role="status">
      The server refused the last call. {REASONS[reason] ?? reason}
    </p>
  );
}

/** @param {string} identity @param {{ name: string, value: string }[]} fields */
const isCallOf = (identity, fields) =>
  fields.some(({ name, value }) => name === 'From' && value === `client:${identity}`);
