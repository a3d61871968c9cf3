import { useEffect, useState } from 'react';

const MEASURE_INTERVAL = 3_000;

/**
 * Network quality of each member, 0 to 5: from the media server's report, or else from the
 * connection's statistics (round-trip time and packet loss).
 *
 * @param {import('./RoomSession.js').RoomSession} session
 * @param {import('./snapshot.js').Member[]} members
 * @param {import('./snapshot.js').Member | null} local
 * @returns {Map<string, number>} by SID
 */
export function useQuality(session, members, local) {
  const [measured, setMeasured] = useState(/** @type {Map<string, number>} */ (new Map()));
  useEffect(() => {
    let ended = false;
    const measure = async () => {
      const reports = await session.statistics().catch(() => []);
      if (!ended) setMeasured(byTrack(reports));
    };
    const timer = setInterval(measure, MEASURE_INTERVAL);
    return () => {
      ended = true;
      clearInterval(timer);
    };
  }, [session]);
  const levels = new Map();
  for (const member of local ? [...members, local] : members) {
    const level = member.quality ?? measured.get(member.measuredBy);
    if (level !== undefined && level !== null) levels.set(member.sid, level);
  }
  return levels;
}

/**
 * @param {any[]} reports of the SDK's getStats
 * @returns {Map<string, number>} quality by track SID
 */
export function byTrack(reports) {
  const levels = new Map();
  for (const report of reports) {
    for (const stats of [...(report.remoteAudioTrackStats ?? []), ...(report.remoteVideoTrackStats ?? [])]) {
      // The SDK reports times in milliseconds.
      const jitter = (stats.jitter ?? 0) / 1_000;
      levels.set(stats.trackSid, levelOf(stats.packetsLost ?? 0, stats.packetsReceived ?? 0, jitter));
    }
    for (const stats of [...(report.localAudioTrackStats ?? []), ...(report.localVideoTrackStats ?? [])]) {
      const late = (stats.roundTripTime ?? 0) / 1_000;
      levels.set(stats.trackSid, levelOf(stats.packetsLost ?? 0, stats.packetsSent ?? 0, late));
    }
  }
  return levels;
}

/** @param {number} lost @param {number} arrived @param {number} delay seconds */
function levelOf(lost, arrived, delay) {
  if (arrived === 0) return 0;
  const loss = lost / (lost + arrived);
  const limits = [
    [0.01, 0.1],
    [0.03, 0.2],
    [0.06, 0.4],
    [0.12, 0.8],
  ];
  const worse = limits.findIndex(([mostLoss, mostDelay]) => loss <= mostLoss && delay <= mostDelay);
  return worse < 0 ? 1 : 5 - worse;
}
