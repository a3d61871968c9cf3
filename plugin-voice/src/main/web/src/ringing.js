/**
 * Rings until the returned function is called, with two tones of Web Audio. If the browser blocks
 * sound because the user has not interacted with the page, ringing starts with the first click or key.
 * @returns {() => void}
 */
export function startRinging() {
  const Context = globalThis.AudioContext;
  if (!Context) return () => {};
  /** @type {AudioContext | undefined} */
  let context;
  const ring = () => {
    // A context created before any user interaction only causes a browser warning.
    if (navigator.userActivation?.hasBeenActive === false) return;
    context ??= new Context();
    if (context.state === 'running') beep(context);
    else void context.resume();
  };
  const stopped = new AbortController();
  for (const event of ['pointerdown', 'keydown']) {
    document.addEventListener(event, ring, { signal: stopped.signal, once: true });
  }
  ring();
  const timer = setInterval(ring, 3_000);
  return () => {
    clearInterval(timer);
    stopped.abort();
    void context?.close();
  };
}

/** @param {AudioContext} context */
function beep(context) {
  const now = context.currentTime;
  const volume = context.createGain();
  volume.connect(context.destination);
  volume.gain.setValueAtTime(0, now);
  volume.gain.linearRampToValueAtTime(0.15, now + 0.05);
  volume.gain.setValueAtTime(0.15, now + 0.9);
  volume.gain.linearRampToValueAtTime(0, now + 1);
  for (const frequency of [440, 480]) {
    const tone = context.createOscillator();
    tone.frequency.value = frequency;
    tone.connect(volume);
    tone.start(now);
    tone.stop(now + 1);
  }
}
