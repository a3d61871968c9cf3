import { useEffect, useState } from 'react';
import { configureSwitchboard } from '@switchboard/voice';
import { box, login } from './box.js';
import { UserPanel } from './UserPanel.jsx';
import { Activity } from './Activity.jsx';
import { SignIn } from './SignIn.jsx';
import { useActivity } from './useActivity.js';

/** The page's address names the user of this tab, so two tabs can be two users. */
const identity = new URLSearchParams(globalThis.location?.search).get('as')?.trim() ?? '';

/** @typedef {{ server: string | null, login: boolean, number: string }} About */

export function App() {
  const [about, setAbout] = useState(/** @type {About | null} */ (null));
  const [problem, setProblem] = useState('');
  const activity = useActivity();
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
        <p className="live" data-live={activity.live} role="status">
          {activity.live ? 'live' : 'not connected'}
        </p>
      </header>
      <main>
        {problem && <p role="alert" className="problem">{problem}</p>}
        {about && (
          <section className="user-panel" aria-label="Calls">
            {identity && about.login ? (
              <UserPanel identity={identity} webhooks={activity.webhooks} />
            ) : (
              <SignIn about={about} />
            )}
          </section>
        )}
        {about && <Activity activity={activity} number={about.number} />}
      </main>
    </>
  );
}
