import { useEffect, useState } from 'react';
import { configureSwitchboard } from '@switchboard/voice';
import { box, login } from './box.js';
import { Desk } from './Desk.jsx';
import { Happenings } from './Happenings.jsx';
import { SignIn } from './SignIn.jsx';
import { useHappenings } from './useHappenings.js';

/** The address says whose tab this is: two tabs are two people. */
const identity = new URLSearchParams(globalThis.location?.search).get('as')?.trim() ?? '';

/** @typedef {{ server: string | null, login: boolean, number: string }} About */

export function App() {
  const [about, setAbout] = useState(/** @type {About | null} */ (null));
  const [problem, setProblem] = useState('');
  const happenings = useHappenings();
  useEffect(() => {
    let gone = false;
    const settle = (/** @type {() => void} */ then) => !gone && then();
    box('GET', '/box/console').then(
      (answer) => {
        configureSwitchboard({ baseUrl: answer.server ?? '', getAuthToken: () => login(identity) });
        settle(() => setAbout(answer));
      },
      (error) => settle(() => setProblem(error.message)),
    );
    return () => void (gone = true);
  }, []);
  useEffect(() => {
    if (identity) document.title = `${identity} · Switchboard`;
  }, []);
  return (
    <>
      <header className="top">
        <h1>
          <span aria-hidden="true">☎</span> Switchboard <small>a Twilio in a box</small>
        </h1>
        <p className="live" data-live={happenings.live} role="status">
          {happenings.live ? 'live' : 'not connected'}
        </p>
      </header>
      <main>
        {problem && <p role="alert" className="problem">{problem}</p>}
        {about && (
          <section className="desk" aria-label="Calls">
            {identity && about.login ? (
              <Desk identity={identity} webhooks={happenings.webhooks} />
            ) : (
              <SignIn about={about} />
            )}
          </section>
        )}
        {about && <Happenings happenings={happenings} number={about.number} />}
      </main>
    </>
  );
}
