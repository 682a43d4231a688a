/**
 * Completes `package-lock.json` in the current folder: the native packages of every platform, each with its hash. npm runs it after
 * every install (`dependencies` in package.json).
 */
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { completeLock } from './complete-lock.mjs';
import { fillIntegrity, findUnhashed } from './fill-integrity.mjs';

const text = readFileSync('package-lock.json', 'utf8');
const { lock, added } = completeLock(JSON.parse(text));
const unhashed = findUnhashed(lock).length;
if (unhashed > 0) console.log(`package-lock.json: requesting ${unhashed} hashes from the registry.`);
const filled = await fillIntegrity(lock, async (specifier) => {
  const { stdout } = await promisify(execFile)('npm', ['view', specifier, 'dist.integrity'], {
    shell: process.platform === 'win32',
  });
  return stdout;
});
if (added.length > 0 || unhashed > 0) {
  writeFileSync('package-lock.json', `${JSON.stringify(filled, null, 2)}\n`);
  console.log(`package-lock.json: added ${added.length} optional packages of other platforms and ${unhashed} hashes.`);
}
