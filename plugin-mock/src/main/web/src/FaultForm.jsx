import { useState } from 'react';

/** The most common faults. */
const KINDS = [
  { name: 'REST answers 429, try again in 5 s', fault: { kind: 'answer', status: 429, code: 20429, retry_after: 5 } },
  { name: 'REST answers 500', fault: { kind: 'answer', status: 500, code: 20500 } },
  { name: 'REST answers 3 s late', fault: { kind: 'delay', milliseconds: 3000 } },
  { name: 'REST: connection cut before the answer', fault: { kind: 'cut-before' } },
  { name: 'REST: connection cut within the answer', fault: { kind: 'cut-within' } },
  { name: 'Webhook lost', fault: { kind: 'lose' } },
  { name: 'Webhook sent twice', fault: { kind: 'twice' } },
  { name: 'Webhook a minute late', fault: { kind: 'late', milliseconds: 60_000 } },
  { name: 'Webhook after the next one', fault: { kind: 'swap' } },
];

/** @param {{ onAdd: (fault: object) => void }} props */
export function FaultForm({ onAdd }) {
  const [kind, setKind] = useState(0);
  const [where, setWhere] = useState('/');
  const [times, setTimes] = useState('1');
  return (
    <form
      className="grid"
      onSubmit={(event) => {
        event.preventDefault();
        onAdd({ ...KINDS[kind].fault, where: where.trim(), times: Number(times) });
      }}
    >
      <label>
        What goes wrong
        <select value={kind} onChange={(event) => setKind(Number(event.target.value))}>
          {KINDS.map((one, i) => (
            <option key={one.name} value={i}>
              {one.name}
            </option>
          ))}
        </select>
      </label>
      <label>
        Where: part of a path or address, or a number
        <input value={where} maxLength={200} required spellCheck={false} onChange={(event) => setWhere(event.target.value)} />
      </label>
      <label>
        How often
        <input type="number" min={1} max={1000} required value={times} onChange={(event) => setTimes(event.target.value)} />
      </label>
      <button type="submit" className="main-button">
        Let it go wrong
      </button>
    </form>
  );
}
