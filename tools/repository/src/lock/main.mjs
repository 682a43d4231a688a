/**
 * Completes `package-lock.json` in the current folder. npm runs it by itself after every install (`dependencies` in package.json).
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { completeLock } from './complete-lock.mjs';

const text = readFileSync('package-lock.json', 'utf8');
const { lock, added } = completeLock(JSON.parse(text));
if (added.length > 0) {
  writeFileSync('package-lock.json', `${JSON.stringify(lock, null, 2)}\n`);
  console.log(`package-lock.json: added ${added.length} optional packages of other platforms.`);
}
