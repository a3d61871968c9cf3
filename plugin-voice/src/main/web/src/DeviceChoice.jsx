import { useEffect, useState } from 'react';

/**
 * Chooses microphone and speaker, and follows devices that come and go.
 * @param {{ phone: import('./VoiceCallButton.jsx').Phone, words: import('./words.js').Words }} props
 */
export function DeviceChoice({ phone, words }) {
  const { audio } = phone;
  const [, renew] = useState(0);
  useEffect(() => {
    const changed = () => renew((count) => count + 1);
    audio?.on?.('deviceChange', changed);
    return () => audio?.off?.('deviceChange', changed);
  }, [audio]);
  if (!audio) return null;
  const chosen = audio.speakerDevices?.get?.();
  return (
    <div className="switchboard-devices">
      <Choice
        label={words.microphone}
        devices={audio.availableInputDevices}
        value={audio.inputDevice?.deviceId}
        onChoose={async (id) => phone.chooseMicrophone(id)}
      />
      {audio.isOutputSelectionSupported && (
        <Choice
          label={words.speaker}
          devices={audio.availableOutputDevices}
          value={[...(chosen ?? [])][0]?.deviceId}
          onChoose={(id) => audio.speakerDevices.set(id)}
        />
      )}
    </div>
  );
}

/**
 * @param {{ label: string, devices: Map<string, MediaDeviceInfo>, value?: string,
 *   onChoose: (id: string) => Promise<unknown> }} props
 */
function Choice({ label, devices, value, onChoose }) {
  const known = [...(devices?.values?.() ?? [])];
  return (
    <label className="switchboard-choice">
      {label}
      <select
        value={value ?? known[0]?.deviceId ?? ''}
        onChange={(event) => void onChoose(event.target.value).catch(() => {})}
      >
        {known.map((device) => (
          <option key={device.deviceId} value={device.deviceId}>
            {device.label || device.deviceId}
          </option>
        ))}
      </select>
    </label>
  );
}
