import { useEffect, useRef } from 'react';

/**
 * Shows a video track.
 * @param {{ track: any, label: string, mirrored?: boolean }} props
 */
export function TrackView({ track, label, mirrored = false }) {
  const element = useRef(/** @type {HTMLVideoElement | null} */ (null));
  useEffect(() => {
    const video = element.current;
    track.attach(video);
    return () => {
      track.detach(video);
    };
  }, [track]);
  return (
    <video
      ref={element}
      className="switchboard-picture"
      data-mirrored={mirrored}
      aria-label={label}
      autoPlay
      playsInline
      muted
    />
  );
}

/**
 * Plays an audio track.
 * @param {{ track: any }} props
 */
export function TrackSound({ track }) {
  const element = useRef(/** @type {HTMLAudioElement | null} */ (null));
  useEffect(() => {
    const audio = element.current;
    track.attach(audio);
    return () => {
      track.detach(audio);
    };
  }, [track]);
  return <audio ref={element} autoPlay />;
}
