import { useId, useState } from 'react';

const PEOPLE = ['alice', 'bob', 'carol'];

/**
 * Asks for the name of this tab's user; any name is valid.
 * @param {{ about: import('./App.jsx').About }} props
 */
export function SignIn({ about }) {
  const [name, setName] = useState('');
  const id = useId();
  if (!about.login) return <NoLogin about={about} />;
  return (
    <div className="card">
      <h2>Who are you in this tab?</h2>
      <p>
        Everything here stays on this machine, and no account is needed. Be one person in this tab and another in the
        next, then call from one to the other.
      </p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim()) location.search = `?as=${encodeURIComponent(name.trim())}`;
        }}
      >
        <label htmlFor={id}>Any name</label>
        <div className="row">
          <input id={id} value={name} maxLength={70} autoComplete="off" onChange={(event) => setName(event.target.value)} />
          <button type="submit" className="main-button" disabled={!name.trim()}>
            Sign in
          </button>
        </div>
      </form>
      <div className="row" role="group" aria-label="Or one of these">
        {PEOPLE.map((person) => (
          <a key={person} className="person" href={`?as=${person}`}>
            {person}
          </a>
        ))}
      </div>
    </div>
  );
}

/** @param {{ about: import('./App.jsx').About }} props */
function NoLogin({ about }) {
  return (
    <div className="card">
      <h2>Nobody can sign in here</h2>
      {about.server ? (
        <p>
          The server takes tokens of an identity provider, and this box cannot sign any. Use your own app with it; what
          happens shows on this page.
        </p>
      ) : (
        <p>
          The box runs alone, without a Switchboard server: it offers no calls itself. Point any Twilio library
          at it (see <a href="/box/account">the account</a>), and what happens shows on this page. For calls between two
          tabs start <code>switchboard dev</code>.
        </p>
      )}
    </div>
  );
}
