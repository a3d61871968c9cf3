import { Icon, once } from '@switchboard/client';

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
      <Toggle
        on={muted}
        label={words.mute}
        hint={muted ? words.unmute : words.mute}
        icon={muted ? 'micOff' : 'mic'}
        onToggle={() => room.mute(!muted)}
      />
      <Toggle
        on={cameraOff}
        label={words.cameraOff}
        hint={cameraOff ? words.cameraOn : words.cameraOff}
        icon={cameraOff ? 'videoOff' : 'video'}
        onToggle={() => room.camera(cameraOff)}
      />
      {canShare && (
        <Toggle
          on={sharing}
          label={words.shareScreen}
          hint={sharing ? words.stopSharing : words.shareScreen}
          icon="screen"
          onToggle={() => (sharing ? room.stopScreen() : room.shareScreen())}
        />
      )}
      <button type="button" className="switchboard-button" data-kind="end" onClick={once(room.leave)}>
        <Icon name="hangUp" /> {words.leave}
      </button>
    </div>
  );
}

/**
 * A toggle keeps one name and tells its state apart, as screen readers expect.
 * @param {{ on: boolean, label: string, hint: string, onToggle: () => void,
 *   icon: Parameters<typeof Icon>[0]['name'] }} props
 */
function Toggle({ on, label, hint, icon, onToggle }) {
  return (
    <button
      type="button"
      className="switchboard-round"
      aria-pressed={on}
      aria-label={label}
      title={hint}
      onClick={onToggle}
    >
      <Icon name={icon} />
    </button>
  );
}
