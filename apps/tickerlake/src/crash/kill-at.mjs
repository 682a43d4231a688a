/**
 * Loaded before the command by the crash tests (`node --import`): counts the operations of this process that change files below
 * CRASH_FOLDER, and at the one numbered CRASH_AT kills the process as a power cut would: before it is done, or with half of a
 * written content in the file (CRASH_HOW=torn), or a moment later (CRASH_HOW=<milliseconds>), when DuckDB may be writing. CRASH_HOW=full fails it as a full disk does. Without
 * CRASH_AT it writes the names of all operations to CRASH_LIST.
 */
import fs from 'node:fs';
import promises from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';

const { CRASH_FOLDER = '', CRASH_AT, CRASH_HOW = 'before', CRASH_LIST } = process.env;
const at = Number(CRASH_AT);
/** @type {string[]} */
const seen = [];

/**
 * @param {string} name
 * @param {string} path
 * @param {() => void} tear
 */
function happen(name, path, tear) {
  seen.push(`${name} ${path.slice(CRASH_FOLDER.length + 1)}`);
  if (seen.length !== at) return;
  if (/^\d+$/.test(CRASH_HOW)) return void setTimeout(() => process.kill(process.pid, 'SIGKILL'), Number(CRASH_HOW));
  if (CRASH_HOW === 'full')
    throw Object.assign(new Error(`ENOSPC: no space left on device, ${name} '${path}'`), { code: 'ENOSPC' });
  if (CRASH_HOW === 'torn') tear();
  process.kill(process.pid, 'SIGKILL');
}

/** @param {unknown} path */
const isBelow = (path) => typeof path === 'string' && path.startsWith(CRASH_FOLDER);

for (const name of /** @type {const} */ ([
  'writeFile',
  'appendFile',
  'rename',
  'link',
  'unlink',
  'rm',
  'mkdir',
  'copyFile',
  'truncate',
])) {
  const real = /** @type {(...args: unknown[]) => unknown} */ (promises[name]);
  const counted = (/** @type {unknown[]} */ ...args) => {
    const [path, content] = args;
    if (isBelow(path)) {
      happen(name, String(path), () => {
        if (name !== 'writeFile' && name !== 'appendFile') return;
        const bytes = Buffer.from(/** @type {string} */ (content));
        const write = name === 'writeFile' ? fs.writeFileSync : fs.appendFileSync;
        write(String(path), bytes.subarray(0, Math.floor(bytes.length / 2)));
      });
    }
    return real(...args);
  };
  Object.assign(promises, { [name]: counted });
  Object.assign(fs.promises, { [name]: counted });
}

const realOpen = promises.open;
promises.open = async (path, flags, mode) => {
  if (isBelow(path) && flags !== 'r' && flags !== undefined) happen('open', String(path), () => undefined);
  return realOpen(path, flags, mode);
};
syncBuiltinESMExports();

if (CRASH_LIST !== undefined) process.on('exit', () => fs.writeFileSync(CRASH_LIST, JSON.stringify(seen)));
