import { expect, test } from 'vitest';
import { byTrack } from '../src/useQuality.js';

const heard = (stats) => byTrack([{ remoteAudioTrackStats: [{ trackSid: 'MT1', ...stats }] }]).get('MT1');
const sent = (stats) => byTrack([{ localVideoTrackStats: [{ trackSid: 'MT1', ...stats }] }]).get('MT1');

test('a good connection has the best quality: times are in milliseconds', () => {
  expect(heard({ packetsReceived: 1_000, packetsLost: 0, jitter: 5 })).toBe(5);
  expect(sent({ packetsSent: 1_000, packetsLost: 0, roundTripTime: 40 })).toBe(5);
});

test('delay and loss each reduce the quality', () => {
  expect(heard({ packetsReceived: 1_000, packetsLost: 0, jitter: 300 })).toBe(3);
  expect(heard({ packetsReceived: 950, packetsLost: 50, jitter: 5 })).toBe(3);
  expect(sent({ packetsSent: 1_000, packetsLost: 300, roundTripTime: 40 })).toBe(1);
});

test('a connection that delivers nothing has quality zero', () => {
  expect(heard({ packetsReceived: 0, packetsLost: 0, jitter: 0 })).toBe(0);
});
