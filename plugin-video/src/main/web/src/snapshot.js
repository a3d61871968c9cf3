/**
 * @typedef {object} Member
 * @property {string} sid
 * @property {string} identity
 * @property {any} camera video track, or null while there is none or it is off
 * @property {any} screen video track of a shared screen, or null
 * @property {any} audio audio track, or null
 * @property {boolean} muted
 * @property {boolean} reconnecting
 * @property {string} measuredBy SID of the track whose statistics show the quality
 * @property {number | null} quality network quality, 0 (none) to 5 (best); null while unknown
 */

/** The name under which a screen is published, so that peers can distinguish it from a camera. */
export const SCREEN = 'screen';

/** Events after which the room is rendered again from the SDK's state. */
export const CHANGES = [
  'participantReconnecting',
  'participantReconnected',
  'trackSubscribed',
  'trackUnsubscribed',
  'trackEnabled',
  'trackDisabled',
  'trackPublished',
  'trackUnpublished',
  'dominantSpeakerChanged',
];

/**
 * An immutable copy of a participant's state.
 * @param {any} participant of the SDK, local or remote
 * @returns {Member}
 */
export function memberOf(participant) {
  const publications = [...participant.tracks.values()];
  const tracks = publications.map((publication) => publication.track).filter(Boolean);
  const videos = tracks.filter((track) => track.kind === 'video');
  const audio = tracks.find((track) => track.kind === 'audio') ?? null;
  const measured = publications.find(({ track }) => track === audio) ?? publications[0];
  const camera = videos.find((track) => track.name !== SCREEN && track.isEnabled !== false);
  return {
    sid: participant.sid,
    identity: participant.identity,
    camera: camera ?? null,
    screen: videos.find((track) => track.name === SCREEN) ?? null,
    audio,
    muted: !audio || audio.isEnabled === false,
    reconnecting: participant.state === 'reconnecting',
    measuredBy: measured?.trackSid ?? '',
    quality: participant.networkQualityLevel ?? null,
  };
}
