import { Tile } from './Tile.jsx';
import { TrackView } from './TrackView.jsx';
import { useSpeaking } from './useSpeaking.js';
import { useQuality } from './useQuality.js';

/**
 * All members of the room: shared screens first, then the others; the user's own picture is at the
 * bottom left.
 * @param {{ room: import('./VideoCallButton.jsx').Room, words: import('./words.js').Words }} props
 */
export function RoomView({ room, words }) {
  const { members, local } = room;
  const speaking = useSpeaking(members);
  const quality = useQuality(room.session, members, local);
  const screens = members.filter((member) => member.screen);
  return (
    <div className="switchboard-stage" data-members={members.length}>
      <div className="switchboard-grid">
        {screens.map((member) => (
          <div key={`screen ${member.sid}`} className="switchboard-tile" data-kind="screen">
            <TrackView track={member.screen} label={`${words.screenOf} ${member.identity}`} />
          </div>
        ))}
        {members.map((member) => (
          <Tile
            key={member.sid}
            member={member}
            speaking={speaking.has(member.sid)}
            quality={quality.get(member.sid) ?? null}
            words={words}
          />
        ))}
        {members.length === 0 && <p className="switchboard-alone">{words.alone}</p>}
      </div>
      {local && (
        <div className="switchboard-own">
          <Tile
            member={{ ...local, identity: words.you, audio: null }}
            speaking={false}
            quality={quality.get(local.sid) ?? null}
            words={words}
            mirrored
          />
        </div>
      )}
      {room.phase === 'reconnecting' && (
        <p className="switchboard-overlay" role="status">
          <span>{words.reconnecting}</span>
        </p>
      )}
    </div>
  );
}
