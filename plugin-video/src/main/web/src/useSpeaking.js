import { useEffect, useState } from 'react';

const EVERY = 200;
/** Root mean square of samples (−1 to 1) above which somebody speaks. */
const LOUD = 0.02;

/**
 * Who speaks, measured from the sound itself: it works the same with and without a media server.
 * @param {import('./snapshot.js').Member[]} members
 * @returns {Set<string>} SIDs of members
 */
export function useSpeaking(members) {
  const [speaking, setSpeaking] = useState(/** @type {Set<string>} */ (new Set()));
  const key = members.map((member) => `${member.sid}:${member.audio?.sid ?? ''}`).join(' ');
  useEffect(() => {
    if (!globalThis.AudioContext) return undefined;
    const context = new AudioContext();
    const meters = members
      .filter((member) => member.audio?.mediaStreamTrack)
      .map((member) => meterOf(context, member));
    const timer = setInterval(() => {
      const now = new Set(meters.filter((meter) => meter.level() > LOUD).map((meter) => meter.sid));
      setSpeaking((before) => (same(before, now) ? before : now));
    }, EVERY);
    return () => {
      clearInterval(timer);
      void context.close();
    };
    // Sound tracks are what counts; other changes of members are rendered without measuring again.
  }, [key]);
  return speaking;
}

/** @param {AudioContext} context @param {import('./snapshot.js').Member} member */
function meterOf(context, member) {
  const analyser = context.createAnalyser();
  analyser.fftSize = 512;
  const stream = new MediaStream([member.audio.mediaStreamTrack]);
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  return {
    sid: member.sid,
    level() {
      analyser.getFloatTimeDomainData(samples);
      return Math.sqrt(samples.reduce((sum, one) => sum + one * one, 0) / samples.length);
    },
  };
}

/** @param {Set<string>} a @param {Set<string>} b */
const same = (a, b) => a.size === b.size && [...a].every((sid) => b.has(sid));
