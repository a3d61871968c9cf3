import { Icon, once, RoundButton } from '@switchboard/client';

/**
 * Mute, camera, screen, leave.
 * @param {{ room: import('./VideoCallButton.jsx').Room, words: import('./words.js').Words }} props
 */
export function RoomControls({ room, words }) {
  const { local } = room;
  const muted = local?.muted ?? false;
  const cameraOff = !local?.camera;
  const sharing = Boolean(local?.screen);
  const canShare = Boolean(globalThis.navigator?.mediaDevices?.getDisplayMedia);
  return (
    <div className="switchboard-controls">
      <RoundButton
        pressed={muted}
        label={words.mute}
        hint={muted ? words.unmute : words.mute}
        icon={muted ? 'micOff' : 'mic'}
        onClick={() => room.mute(!muted)}
      />
      <RoundButton
        pressed={cameraOff}
        label={words.cameraOff}
        hint={cameraOff ? words.cameraOn : words.cameraOff}
        icon={cameraOff ? 'videoOff' : 'video'}
        onClick={() => room.camera(cameraOff)}
      />
      {canShare && (
        <RoundButton
          pressed={sharing}
          label={words.shareScreen}
          hint={sharing ? words.stopSharing : words.shareScreen}
          icon="screen"
          onClick={once(() => (sharing ? room.stopScreen() : room.shareScreen()))}
        />
      )}
      <button type="button" className="switchboard-button" data-kind="end" onClick={once(room.leave)}>
        <Icon name="hangUp" /> {words.leave}
      </button>
    </div>
  );
}
