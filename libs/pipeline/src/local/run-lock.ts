import { link, mkdir, readdir, readFile, rm, unlink, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { RunLockedError } from '../errors.ts';

const holderSchema = z.object({ pid: z.int(), startTicks: z.string().nullable(), host: z.string(), command: z.string(), since: z.string() });

type Holder = z.infer<typeof holderSchema>;

/** A held lock. */
export interface RunLock {
  release(): Promise<void>;
}

/**
 * Takes the store's one lock, or says who holds it. Generations are files `0000000001.json`, `...2.json`: the holder is
 * the newest one that is neither released nor left by a dead process. The next generation is made by a hard link, which
 * succeeds for exactly one contender, so a stale lock is taken over without ever removing a live one.
 *
 * @throws {RunLockedError} when a living process, or one on another machine, holds it.
 * @example
 * const lock = await acquireRunLock('.tickerlake/simulated/locks', { command: 'run', now: new Date() });
 * try { await work(); } finally { await lock.release(); }
 */
export async function acquireRunLock(folder: string, who: { readonly command: string; readonly now: Date }): Promise<RunLock> {
  await mkdir(folder, { recursive: true });
  const holder: Holder = {
    pid: process.pid,
    startTicks: await processStartTicks(process.pid),
    host: hostname(),
    command: who.command,
    since: who.now.toISOString(),
  };
  const newest = Math.max(0, ...(await generations(folder)));
  if (newest > 0) await refuseIfHeld(folder, newest);
  const mine = newest + 1;
  await claim(folder, mine, holder);
  // Between reading and linking, others may have gone on and cleaned up: the newest generation wins.
  const latest = Math.max(...(await generations(folder)));
  if (latest > mine) {
    await rm(lockPath(folder, mine), { force: true });
    await refuseIfHeld(folder, latest);
    throw new RunLockedError('Another run took the store a moment ago. Try again.', holder);
  }
  await removeOlder(folder, mine);
  return { release: () => writeFile(releasedPath(folder, mine), '') };
}

async function claim(folder: string, generation: number, holder: Holder): Promise<void> {
  const draft = join(folder, `draft-${process.pid}-${generation}-${holder.since.replaceAll(':', '')}`);
  await writeFile(draft, JSON.stringify(holder));
  try {
    await link(draft, lockPath(folder, generation));
  } catch (cause) {
    if (!isFileError(cause, 'EEXIST')) throw cause;
    await refuseIfHeld(folder, generation);
    throw new RunLockedError('Another run took and left the store at this moment. Try again.', holder);
  } finally {
    await unlink(draft);
  }
}

async function refuseIfHeld(folder: string, generation: number): Promise<void> {
  const names = await readdir(folder);
  if (names.includes(releasedName(generation))) return;
  const holder = await readHolder(folder, generation);
  if (holder === null || !(await isAlive(holder))) return;
  const where = holder.host === hostname() ? `process ${holder.pid}` : `process ${holder.pid} on ${holder.host}`;
  throw new RunLockedError(
    `Another run holds this store: "${holder.command}", ${where}, since ${holder.since}. Wait for it, stop it, or use another --data-dir.`,
    holder,
  );
}

async function readHolder(folder: string, generation: number): Promise<Holder | null> {
  try {
    return holderSchema.parse(JSON.parse(await readFile(lockPath(folder, generation), 'utf8')));
  } catch {
    return null;
  }
}

/** A process of another machine cannot be looked at: it counts as alive. */
async function isAlive(holder: Holder): Promise<boolean> {
  if (holder.host !== hostname()) return true;
  try {
    process.kill(holder.pid, 0);
  } catch (cause) {
    if (!isFileError(cause, 'EPERM')) return false;
  }
  return holder.startTicks === null || holder.startTicks === (await processStartTicks(holder.pid));
}

/**
 * When the process started, by the kernel's clock: a process id that was given out again is another process. Null for a
 * killed one whose parent has not taken note of its end. Linux only.
 */
async function processStartTicks(pid: number): Promise<string | null> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return state === 'Z' || state === 'X' ? null : (fields[18] ?? null);
  } catch {
    return null;
  }
}

async function generations(folder: string): Promise<number[]> {
  const names = await readdir(folder);
  return names.filter((name) => /^\d{10}\.json$/.test(name)).map((name) => Number(name.slice(0, 10)));
}

async function removeOlder(folder: string, generation: number): Promise<void> {
  const names = await readdir(folder);
  const old = names.filter((name) => /^\d{10}\./.test(name) && Number(name.slice(0, 10)) < generation);
  await Promise.all(old.map((name) => rm(join(folder, name), { force: true })));
}

const lockPath = (folder: string, generation: number): string => join(folder, `${String(generation).padStart(10, '0')}.json`);
const releasedName = (generation: number): string => `${String(generation).padStart(10, '0')}.released`;
const releasedPath = (folder: string, generation: number): string => join(folder, releasedName(generation));

function isFileError(cause: unknown, code: string): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === code;
}
