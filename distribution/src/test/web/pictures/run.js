// Makes the pictures of the documentation out of the packaged product, in Chromium. Words on the command
// line choose parts: voice, video, verify, console.
import { missing } from '../harness/chromium.js';
import { Album } from './album.js';
import { consolePictures } from './console.js';
import { Studio } from './studio.js';
import { verify } from './verify.js';
import { video } from './video.js';
import { voice } from './voice.js';

if (missing) throw new Error(missing);
const parts = { voice, video, verify, console: consolePictures };
const chosen = process.argv.slice(2);
const album = new Album();
if (chosen.length === 0) album.empty();
const studio = await Studio.open();
try {
  for (const name of chosen.length > 0 ? chosen : Object.keys(parts)) await parts[name](studio, album);
} finally {
  await studio.close();
}
album.close();
