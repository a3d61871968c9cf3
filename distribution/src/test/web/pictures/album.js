import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import gifenc from 'gifenc';
import UPNG from 'upng-js';

const { applyPalette, GIFEncoder, quantize } = gifenc;
const FOLDER = fileURLToPath(new URL('../../../../../docs/pictures/', import.meta.url));
const COLORS = 128;
const MAX_BYTES = 2_000_000;

/** @typedef {{ width: number, height: number, data: Uint8Array }} Image */

/** The pictures of the documentation. */
export class Album {
  constructor() {
    mkdirSync(FOLDER, { recursive: true });
  }

  /** Removes all pictures, since all will be made. */
  empty() {
    for (const name of readdirSync(FOLDER)) rmSync(`${FOLDER}${name}`);
  }

  /** Keeps an image under a name, with few colors, so that it is small. @param {Image} image */
  keep(name, { width, height, data }) {
    const bytes = UPNG.encode([data.buffer], width, height, COLORS);
    writeFileSync(`${FOLDER}${name}.png`, Buffer.from(bytes));
  }

  /** Keeps images of one size as a film. @param {{ image: Image, milliseconds: number }[]} frames */
  keepFilm(name, frames) {
    const encoder = GIFEncoder();
    const all = Buffer.concat(frames.map(({ image }) => image.data));
    const palette = quantize(new Uint8Array(all), COLORS - 1);
    // What did not change since the frame before is left out, which packs well.
    const transparentIndex = palette.push([0, 0, 0]) - 1;
    let before;
    for (const { image, milliseconds } of frames) {
      const now = applyPalette(image.data, palette.slice(0, -1));
      const changed = before ? now.map((color, at) => (color === before[at] ? transparentIndex : color)) : now;
      const options = { palette, delay: milliseconds, transparent: Boolean(before), transparentIndex, dispose: 1 };
      encoder.writeFrame(changed, image.width, image.height, options);
      before = now;
    }
    encoder.finish();
    writeFileSync(`${FOLDER}${name}.gif`, encoder.bytes());
  }

  /** Says what there is, and fails if it is too much for a repository. */
  close() {
    const names = readdirSync(FOLDER);
    const bytes = names.reduce((sum, name) => sum + statSync(`${FOLDER}${name}`).size, 0);
    console.log(`${names.length} pictures, ${bytes} bytes of ${MAX_BYTES}`);
    if (bytes > MAX_BYTES) throw new Error('the pictures are too large');
  }
}

/** @returns {Image} */
export function decode(png) {
  const image = UPNG.decode(png);
  return { width: image.width, height: image.height, data: new Uint8Array(UPNG.toRGBA8(image)[0]) };
}

/** Puts images beside one another. @param {Image[]} images @returns {Image} */
export function beside(images, { gap = 16, background = [203, 213, 225] } = {}) {
  const width = images.reduce((sum, image) => sum + image.width, gap * (images.length + 1));
  const height = Math.max(...images.map((image) => image.height)) + 2 * gap;
  const data = new Uint8Array(width * height * 4);
  for (let at = 0; at < data.length; at += 4) data.set([...background, 255], at);
  let left = gap;
  for (const image of images) {
    for (let row = 0; row < image.height; row++) {
      const line = image.data.subarray(row * image.width * 4, (row + 1) * image.width * 4);
      data.set(line, ((row + gap) * width + left) * 4);
    }
    left += image.width + gap;
  }
  return { width, height, data };
}
