import { createHash, X509Certificate } from 'node:crypto';
import { startChromium } from './chromium.js';

/** Twilio's names, which lead to the box in a browser that uses it as its proxy. */
export const TWILIO = /^(?:https|wss):\/\/[\w.-]+\.twilio\.com[/:]/;

/** Starts a browser as `switchboard box --env` has it: the box is its proxy, and trusted. */
export async function startProxied(box) {
  const answer = await fetch(`${box}/box/ca.pem`);
  const { publicKey } = new X509Certificate(await answer.text());
  const key = createHash('sha256').update(publicKey.export({ type: 'spki', format: 'der' })).digest('base64');
  return startChromium('usual', [`--proxy-server=${box}`, `--ignore-certificate-errors-spki-list=${key}`]);
}
