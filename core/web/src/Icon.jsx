/** Line drawings on a 24 × 24 grid, drawn with strokes in the color of the text. */
const SHAPES = {
  phone: 'M6 3h3l2 5-2.5 2a12 12 0 0 0 5.5 5.5l2-2.5 5 2v3a2 2 0 0 1-2 2A16 16 0 0 1 4 5a2 2 0 0 1 2-2z',
  hangUp: 'M3 15v-2a13 13 0 0 1 18 0v2l-5-1v-2.500a13 13 0 0 0-8 0V14z',
  mic: 'M12 3a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3zM6 11a6 6 0 0 0 12 0M12 17v4M9 21h6',
  micOff:
    'M12 3a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3zM6 11a6 6 0 0 0 12 0M12 17v4M9 21h6M4 3l16 18',
  video: 'M3 7h11v10H3zM14 11l7-4v10l-7-4z',
  videoOff: 'M3 7h11v10H3zM14 11l7-4v10l-7-4zM4 3l16 18',
  screen: 'M3 4h18v12H3zM12 16v4M8 20h8M12 13V7M9.500 9.500L12 7l2.500 2.500',
  keypad: 'M6 5h.01M12 5h.01M18 5h.01M6 10h.01M12 10h.01M18 10h.01M6 15h.01M12 15h.01M18 15h.01M12 20h.01',
  settings: 'M4 7h9M17 7h3M13 5v4h4V5zM4 17h3M11 17h9M7 15v4h4v-4z',
};

/** A decorative icon; the control around it carries the name. @param {{ name: keyof typeof SHAPES }} props */
export function Icon({ name }) {
  return (
    <svg
      className="switchboard-icon"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={name === 'keypad' ? 3 : 1.8}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={SHAPES[name]} />
    </svg>
  );
}
