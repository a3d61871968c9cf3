import { useEffect, useState } from 'react';
import { box } from './box.js';

const STEPS = [
  { label: '1 minute', seconds: 60 },
  { label: '10 minutes', seconds: 600 },
  { label: '1 hour', seconds: 3600 },
  { label: '1 day', seconds: 86_400 },
];

/** The box's clock, which can only move forward. */
export function ClockTool() {
  const [now, setNow] = useState('');
  const [problem, setProblem] = useState('');
  /** @param {number} seconds */
  async function advance(seconds) {
    try {
      const answer = await box('POST', '/box/clock', { advance_seconds: seconds });
      setNow(answer.now);
      setProblem('');
    } catch (error) {
      setProblem(/** @type {Error} */ (error).message);
    }
  }
  useEffect(() => {
    void advance(0);
  }, []);
  return (
    <section aria-label="Clock">
      <h3>Clock</h3>
      <p role="status">{now && `The box's time was ${new Date(now).toLocaleString()} when last looked at.`}</p>
      <div className="row" role="group" aria-label="Move the clock ahead">
        {STEPS.map((step) => (
          <button key={step.seconds} type="button" onClick={() => void advance(step.seconds)}>
            + {step.label}
          </button>
        ))}
      </div>
      <p className="hint">Codes expire after ten minutes, access tokens after an hour.</p>
      {problem && <p role="alert" className="problem">{problem}</p>}
    </section>
  );
}
