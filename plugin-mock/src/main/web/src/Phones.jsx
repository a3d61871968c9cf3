import { useState } from 'react';
import { box } from './box.js';
import { PhoneCalls } from './PhoneCalls.jsx';

/**
 * Simulated phones: they call the app, answer its calls, and send messages to it.
 * @param {{ number: string, version: number }} props
 */
export function Phones({ number, version }) {
  const [phone, setPhone] = useState('+12025550123');
  const [text, setText] = useState('Hello!');
  const [notice, setNotice] = useState('');
  const [problem, setProblem] = useState('');
  const path = `/box/phones/${encodeURIComponent(phone.trim())}`;
  /** @param {string} what @param {Promise<any>} work */
  async function perform(what, work) {
    try {
      await work;
      setNotice(what);
      setProblem('');
    } catch (error) {
      setNotice('');
      setProblem(/** @type {Error} */ (error).message);
    }
  }
  return (
    <>
      <p>
        Any number is a phone here. The app&apos;s own number is <strong>{number}</strong>.
      </p>
      <form
        className="grid"
        onSubmit={(event) => {
          event.preventDefault();
          void perform('The message was sent.', box('POST', `${path}/messages`, { body: text }));
        }}
      >
        <label>
          The phone
          <input type="tel" required value={phone} maxLength={20} onChange={(event) => setPhone(event.target.value)} />
        </label>
        <div className="row">
          <button
            type="button"
            className="main-button"
            onClick={() => void perform('The phone calls.', box('POST', `${path}/calls`, {}))}
          >
            Call the app
          </button>
        </div>
        <p className="hint">It rings in the tab of the user in SWITCHBOARD_INBOUND_IDENTITY.</p>
        <label>
          A message
          <input required value={text} maxLength={1600} onChange={(event) => setText(event.target.value)} />
        </label>
        <div className="row">
          <button type="submit">Send it to the app</button>
        </div>
      </form>
      <p role="status">{notice}</p>
      {problem && <p role="alert" className="problem">{problem}</p>}
      <PhoneCalls version={version} perform={perform} />
    </>
  );
}
