import { useEffect, useState } from 'react';

const MEASURE_INTERVAL = 200;
/** The root mean square of samples (−1 to 1) above which a member counts as speaking. */
const SPEECH_THRESHOLD = 0.02;

/**
 * The members who speak, measured from the audio, so that it works without a media server.
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
      const now = new Set(meters.filter((meter) => meter.level() > SPEECH_THRESHOLD).map((meter) => meter.sid));
      setSpeaking((before) => (same(before, now) ? before : now));
    }, MEASURE_INTERVAL);
    return () => {
      clearInterval(timer);
      void context.close();
    };
    // Only audio tracks matter here; other changes of members need no new measurement.
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
