/** The head of a WAV file with 796 samples of a byte each, 8000 a second, and the first of them. */
const HEAD = 'UklGRkADAABXQVZFZm10IBAAAAABAAEAQB8AAEAfAAABAAgAZGF0YRwDAACA';

/** A tenth of a second of silence as a WAV file in a data address. */
export const silence = () => `data:audio/wav;base64,${HEAD}${'gICA'.repeat(265)}`;
