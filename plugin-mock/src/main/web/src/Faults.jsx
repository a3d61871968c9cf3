import { useEffect, useState } from 'react';
import { box } from './box.js';
import { FaultForm } from './FaultForm.jsx';

/** The active faults, and a form for new ones. */
export function Faults() {
  const [faults, setFaults] = useState(/** @type {any[]} */ ([]));
  const [problem, setProblem] = useState('');
  /** @param {Promise<any>} [first] */
  async function reload(first) {
    try {
      await first;
      setFaults((await box('GET', '/box/faults')).faults);
      setProblem('');
    } catch (error) {
      setProblem(/** @type {Error} */ (error).message);
    }
  }
  useEffect(() => {
    void reload();
  }, []);
  return (
    <section aria-label="Faults">
      <h3>Faults</h3>
      <FaultForm onAdd={(fault) => void reload(box('POST', '/box/faults', fault))} />
      {problem && <p role="alert" className="problem">{problem}</p>}
      {faults.length > 0 && (
        <ul className="list" aria-label="Faults that stand">
          {faults.map((fault) => (
            <li key={fault.id} className="item line">
              <span className="tag">{fault.kind}</span>
              <code>{fault.where}</code> {fault.times} ×
              <button
                type="button"
                aria-label={`Remove ${fault.kind} on ${fault.where}`}
                onClick={() => void reload(box('DELETE', `/box/faults/${fault.id}`))}
              >
                Remove
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
