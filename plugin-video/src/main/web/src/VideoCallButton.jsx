import { Icon, once, resolveConfig, useKeepFocus } from '@switchboard/client';
import { RoomControls } from './RoomControls.jsx';
import { RoomView } from './RoomView.jsx';
import { TrackView } from './TrackView.jsx';
import { useVideoRoom } from './useVideoRoom.js';
import { wordsWith } from './words.js';

/**
 * A button that joins a video room and shows all members.
 *
 * @example <VideoCallButton roomName={`match-${match.id}`} identity={user.id} />
 *
 * @param {{ roomName: string, identity?: string, className?: string,
 *   load?: () => Promise<import('./sdk.js').VideoSdk> }
 *   & import('@switchboard/client').SwitchboardConfig} props
 */
export default function VideoCallButton({ className = '', ...options }) {
  const room = useVideoRoom(options);
  const words = wordsWith(resolveConfig({ labels: options.labels }).labels);
  const element = useKeepFocus(room.phase);
  const inside = room.phase === 'connected' || room.phase === 'reconnecting';
  return (
    <div
      ref={element}
      className={`switchboard-call switchboard-video ${className}`}
      data-state={room.phase}
      data-room-sid={room.sid || undefined}
      role="group"
      aria-label={words.videoCall}
    >
      {inside && <RoomView room={room} words={words} />}
      {inside && <RoomControls room={room} words={words} />}
      {room.phase === 'connecting' && <Joining room={room} words={words} />}
      {!inside && room.phase !== 'connecting' && <Outside room={room} words={words} />}
    </div>
  );
}

/** @typedef {ReturnType<typeof useVideoRoom>} Room */

/** @param {{ room: Room, words: import('./words.js').Words }} props */
function Joining({ room, words }) {
  return (
    <>
      {room.preview && (
        <div className="switchboard-preview">
          <TrackView track={room.preview} label={words.you} mirrored />
        </div>
      )}
      <button
        type="button"
        className="switchboard-button"
        data-kind="busy"
        aria-label={`${words.connecting} ${words.cancel}`}
        onClick={once(room.leave)}
      >
        <span className="switchboard-spinner" aria-hidden="true" /> {words.connecting}{' '}
        <Icon name="hangUp" />
      </button>
    </>
  );
}

/** @param {{ room: Room, words: import('./words.js').Words }} props */
function Outside({ room, words }) {
  const failed = room.phase === 'failed';
  return (
    <>
      {room.reason && room.reason !== 'left' && (
        <p className="switchboard-reason">{room.sentence(room.reason)}</p>
      )}
      <button type="button" className="switchboard-button" data-kind="video" onClick={once(room.join)}>
        <Icon name="video" /> {failed ? words.retry : words.videoCall}
      </button>
    </>
  );
}
