package app.pizoo.switchboard.mock.recording;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;

/** Creates silent audio files, because the box carries no audio. */
public final class Silence {
  private static final int RATE = 8000;
  private static final int MAX_SECONDS = 60;
  // MPEG-1 layer III, 32 kbit/s, 44.1 kHz, one channel: a frame of zeros decodes to silence.
  private static final byte[] MP3_HEADER = {(byte) 0xFF, (byte) 0xFB, 0x10, (byte) 0xC0};
  private static final int MP3_FRAME = 104;
  private static final double MP3_FRAMES_PER_SECOND = 44_100 / 1152.0;

  private Silence() {}

  static byte[] wav(Duration length, int channels) {
    int bytes = seconds(length) * RATE * channels * 2;
    return ByteBuffer.allocate(44 + bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(0x46464952) // "RIFF"
        .putInt(36 + bytes)
        .putInt(0x45564157) // "WAVE"
        .putInt(0x20746D66) // "fmt "
        .putInt(16)
        .putShort((short) 1)
        .putShort((short) channels)
        .putInt(RATE)
        .putInt(RATE * channels * 2)
        .putShort((short) (channels * 2))
        .putShort((short) 16)
        .putInt(0x61746164) // "data"
        .putInt(bytes)
        .array();
  }

  /** Returns an MP3 file, of one second at least. */
  public static byte[] mp3(Duration length) {
    int frames = (int) Math.ceil(seconds(length) * MP3_FRAMES_PER_SECOND);
    byte[] bytes = new byte[frames * MP3_FRAME];
    for (int frame = 0; frame < frames; frame++) {
      System.arraycopy(MP3_HEADER, 0, bytes, frame * MP3_FRAME, MP3_HEADER.length);
    }
    return bytes;
  }

  private static int seconds(Duration length) {
    return Math.clamp(length.toSeconds(), 1, MAX_SECONDS);
  }
}
