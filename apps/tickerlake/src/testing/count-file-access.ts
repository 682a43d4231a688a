import promises from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';

const counted = [
  'readFile',
  'readdir',
  'open',
  'stat',
  'writeFile',
  'appendFile',
  'rename',
  'rm',
  'mkdir',
  'unlink',
  'link',
] as const;

/**
 * How often this process reads, lists and changes files of a folder while some work is done: the name of each kind of access with its
 * count. What engines do by themselves is not seen, nor what earlier tests of this process left running elsewhere.
 *
 * @example
 * await countFileAccess(store, () => runCommand(['status'])); // { readFile: 12, readdir: 4, ... }
 */
export async function countFileAccess(
  folder: string,
  work: () => Promise<unknown>,
): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {};
  const real = Object.fromEntries(counted.map((name) => [name, promises[name]]));
  for (const name of counted) {
    Object.assign(promises, {
      [name]: (...args: unknown[]): unknown => {
        if (String(args[0]).startsWith(folder)) counts[name] = (counts[name] ?? 0) + 1;
        return Reflect.apply(real[name] ?? promises[name], promises, args);
      },
    });
  }
  syncBuiltinESMExports();
  try {
    await work();
    return counts;
  } finally {
    Object.assign(promises, real);
    syncBuiltinESMExports();
  }
}
