import { Icon } from '@switchboard/client';
import { TrackSound, TrackView } from './TrackView.jsx';

/**
 * One member: picture or name, sound, and the state of both.
 * @param {{ member: import('./snapshot.js').Member, speaking: boolean, quality: number | null,
 *   words: import('./words.js').Words, mirrored?: boolean }} props
 */
export function Tile({ member, speaking, quality, words, mirrored }) {
  return (
    <figure
      className="switchboard-tile"
      data-speaking={speaking}
      data-reconnecting={member.reconnecting}
      data-identity={member.identity}
    >
      {member.camera ? (
        <TrackView track={member.camera} label={member.identity} mirrored={mirrored} />
      ) : (
        <div className="switchboard-nopicture" role="img" aria-label={`${member.identity}, ${words.noPicture}`}>
          <Icon name="videoOff" />
        </div>
      )}
      {member.audio && <TrackSound track={member.audio} />}
      <figcaption className="switchboard-caption">
        {member.muted && (
          <span role="img" aria-label={words.muted}>
            <Icon name="micOff" />
          </span>
        )}
        <bdi>{member.identity}</bdi>
        {member.reconnecting && <span>{words.reconnecting}</span>}
        {speaking && <span className="switchboard-hidden">{words.speaking}</span>}
        <Bars level={quality} label={words.connection} />
      </figcaption>
    </figure>
  );
}

/** @param {{ level: number | null, label: string }} props */
function Bars({ level, label }) {
  if (level === null) return null;
  return (
    <span className="switchboard-bars" role="img" aria-label={`${label} ${level}/5`} data-level={level}>
      {[1, 2, 3, 4, 5].map((step) => (
        <span key={step} data-on={step <= level} />
      ))}
    </span>
  );
}
