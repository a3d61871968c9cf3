import { useEffect, useState } from 'react';
import { box } from './box.js';
import { Empty, plain, State } from './elements.jsx';

const BEHAVIORS = [
  { kind: 'answers', name: 'answers after a second' },
  { kind: 'rings', name: 'rings until you answer here' },
  { kind: 'declines', name: 'declines' },
  { kind: 'busy', name: 'is busy' },
  { kind: 'unreachable', name: 'cannot be reached' },
];

/**
 * The phones used so far, with the actions for each.
 * @param {{ version: number, perform: (what: string, work: Promise<any>) => Promise<void> }} props
 *   `version` changes with every event
 */
export function PhoneCalls({ version, perform }) {
  const [phones, setPhones] = useState(/** @type {any[]} */ ([]));
  const [acted, setActed] = useState(0);
  useEffect(() => {
    let gone = false;
    box('GET', '/box/phones').then(
      (answer) => !gone && setPhones(answer.phones),
      () => {},
    );
    return () => void (gone = true);
  }, [version, acted]);
  useEffect(() => {
    // What a phone hears, and its pressed keys, are not events of the feed.
    if (phones.every((phone) => phone.state === 'over')) return undefined;
    const timer = setTimeout(() => setActed((count) => count + 1), 1000);
    return () => clearTimeout(timer);
  }, [phones]);
  /** @param {string} what @param {string} number @param {string} action @param {object} [body] */
  async function act(what, number, action, body = {}) {
    await perform(what, box('POST', `/box/phones/${encodeURIComponent(number)}/${action}`, body));
    setActed((count) => count + 1);
  }
  if (phones.length === 0) return <Empty>Phones that called, wrote or were called show here.</Empty>;
  return (
    <ul className="list" aria-label="Phones">
      {phones.map((phone) => (
        <li key={phone.number} className="item phone" aria-label={phone.number}>
          <p className="line">
            <strong>{phone.number}</strong>
            <State state={phone.state === 'over' ? 'no call' : phone.state} />
            {phone.state !== 'over' && <span>{otherEnd(phone)}</span>}
            {phone.tones && <span className="tag">keys heard: {phone.tones}</span>}
          </p>
          {phone.heard.length > 0 && <p className="text">heard: {phone.heard.join(' · ')}</p>}
          <Actions phone={phone} act={act} />
          <label className="behavior">
            When called it
            <select
              value={phone.behavior}
              onChange={(event) =>
                void act(`${phone.number} has been set.`, phone.number, 'behavior', { kind: event.target.value })
              }
            >
              {BEHAVIORS.map((behavior) => (
                <option key={behavior.kind} value={behavior.kind}>
                  {behavior.name}
                </option>
              ))}
            </select>
          </label>
        </li>
      ))}
    </ul>
  );
}

/** The other end of a phone's call. @param {any} phone */
const otherEnd = ({ number, from, to }) => plain(from === number ? to : from);

/**
 * @param {{ phone: any,
 *   act: (what: string, number: string, action: string, body?: object) => Promise<void> }} props
 */
function Actions({ phone, act }) {
  const [digits, setDigits] = useState('1');
  const { number, state } = phone;
  if (state === 'over') return null;
  return (
    <div className="row" role="group" aria-label={`Phone ${number}`}>
      {state === 'ringing' && (
        <>
          <button type="button" className="main-button" onClick={() => void act('Answered.', number, 'answer')}>
            Answer
          </button>
          <button type="button" onClick={() => void act('Declined.', number, 'decline')}>
            Decline
          </button>
        </>
      )}
      {state === 'talking' && (
        <>
          <input
            aria-label={`Keys to press on ${number}`}
            inputMode="tel"
            className="digits"
            value={digits}
            maxLength={32}
            onChange={(event) => setDigits(event.target.value.replace(/[^0-9*#]/g, ''))}
          />
          <button
            type="button"
            disabled={!digits}
            onClick={() => void act(`Pressed ${digits}.`, number, 'digits', { digits })}
          >
            Press
          </button>
        </>
      )}
      {state !== 'ringing' && (
        <button type="button" onClick={() => void act('Hung up.', number, 'hangup')}>
          Hang up
        </button>
      )}
    </div>
  );
}
