import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const WIDTH = 320;
const HEIGHT = 240;
const FRAMES = 20;

/**
 * Writes a film of a drawn person that Chromium takes for the picture of its camera, and returns the
 * file's name.
 * @param {string} folder
 * @param {string} name
 * @param {{ wall: number[], skin: number[], hair: number[], shirt: number[] }} colors as red, green, blue
 */
export function film(folder, name, colors) {
  const parts = [Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420jpeg\n`)];
  for (let frame = 0; frame < FRAMES; frame++) {
    const sway = Math.sin((frame / FRAMES) * 2 * Math.PI) * 3;
    parts.push(Buffer.from('FRAME\n'), planes((x, y) => person(x - sway, y, colors)));
  }
  const file = join(folder, `${name}.y4m`);
  writeFileSync(file, Buffer.concat(parts));
  return file;
}

/** The color of a point of the portrait. */
function person(x, y, { wall, skin, hair, shirt }) {
  const within = (cx, cy, rx, ry) => ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2 <= 1;
  const dot = (cx, cy, r) => within(cx, cy, r, r);
  if (dot(142, 108, 4) || dot(178, 108, 4)) return [40, 40, 50];
  if (within(160, 128, 16, 12) && y > 132) return [150, 60, 60];
  if (within(160, 84, 52, 34) && y < 92) return hair;
  if (within(160, 112, 42, 52)) return skin;
  if (within(160, 108, 54, 58)) return hair;
  if (within(160, 250, 96, 80)) return shirt;
  if (Math.abs(x - 160) < 15 && y > 140 && y < 185) return skin;
  const light = 1 - y / (2.5 * HEIGHT);
  return wall.map((part) => part * light);
}

/** A frame in YCbCr, with colors at half the resolution. */
function planes(colorAt) {
  const quarter = (WIDTH * HEIGHT) / 4;
  const bytes = Buffer.alloc(WIDTH * HEIGHT + 2 * quarter);
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      const [r, g, b] = colorAt(x, y);
      bytes[y * WIDTH + x] = 0.299 * r + 0.587 * g + 0.114 * b;
      if (x % 2 || y % 2) continue;
      const at = WIDTH * HEIGHT + (y / 2) * (WIDTH / 2) + x / 2;
      bytes[at] = 128 - 0.1687 * r - 0.3313 * g + 0.5 * b;
      bytes[at + quarter] = 128 + 0.5 * r - 0.4187 * g - 0.0813 * b;
    }
  }
  return bytes;
}
