const KEYS = [...'123456789*0#'];

/** @param {{ onDigit: (digit: string) => void, label: string }} props */
export function Keypad({ onDigit, label }) {
  return (
    <div className="switchboard-keypad" role="group" aria-label={label}>
      {KEYS.map((key) => (
        <button key={key} type="button" className="switchboard-key" onClick={() => onDigit(key)}>
          {key}
        </button>
      ))}
    </div>
  );
}
