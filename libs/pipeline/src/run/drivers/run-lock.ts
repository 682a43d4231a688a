import { link, mkdir, open, readdir, readFile, rm, stat, unlink, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { RequestError, RunLockedError } from '../../values/errors.ts';
import { listFolder } from '../../storage/files/list-folder.ts';

const holderSchema = z.object({
  pid: z.int(),
  startTicks: z.string().nullable(),
  host: z.string(),
  command: z.string(),
  since: z.string(),
});

type Holder = z.infer<typeof holderSchema>;

/** How often a holder touches its lock. */
const heartbeatMs = 30_000;
/** A holder on another machine that has been silent for so long is gone. */
export const lockLeaseMs = 15 * 60_000;

/** A held lock. */
export interface RunLock {
  /**
   * Makes sure that it is still held.
   *
   * @throws {RunLockedError} when another run has taken it, or the store was unlocked by hand.
   */
  assertHeld(): Promise<void>;
  release(): Promise<void>;
}

/** Who holds a store. */
export interface LockHolder {
  /** The lock's file. */
  readonly path: string;
  /** Null when the file does not say. */
  readonly holder: Holder | null;
  /** The last sign of life. */
  readonly beatAt: Date;
  /** Whether the process is known to be alive: only processes of this machine can be checked. */
  readonly isKnownAlive: boolean;
}

/**
 * Takes the store's one lock, or says who holds it. Generations are files `0000000001.json`, `...2.json`: the holder is the newest
 * one that is neither released nor left by a dead process. The next generation is made by a hard link, which succeeds for exactly
 * one contender, so a stale lock is taken over without ever removing a live one. A holder touches its file every 30 s: one of
 * another machine that has not done so for 15 minutes counts as dead. On a full disk the lock is an empty file.
 *
 * @throws {RunLockedError} when a living process, or one on another machine, holds it.
 * @example
 * const lock = await acquireRunLock('.tickerlake/simulated/locks', { command: 'run', now: new Date() });
 * try { await work(); } finally { await lock.release(); }
 */
export async function acquireRunLock(
  folder: string,
  who: { readonly command: string; readonly now: Date },
): Promise<RunLock> {
  await mkdir(folder, { recursive: true });
  const holder: Holder = {
    pid: process.pid,
    startTicks: await processStartTicks(process.pid),
    host: hostname(),
    command: who.command,
    since: who.now.toISOString(),
  };
  const newest = Math.max(0, ...(await generations(folder)));
  if (newest > 0) await refuseIfHeld(folder, newest, who.now);
  const mine = newest + 1;
  await claim(folder, mine, holder);
  // Between reading and linking, others may have continued and cleaned up: the newest generation wins.
  const latest = Math.max(...(await generations(folder)));
  if (latest > mine) {
    await rm(lockPath(folder, mine), { force: true });
    await refuseIfHeld(folder, latest, who.now);
    throw new RunLockedError('Another run took the store a moment ago. Try again.', holder);
  }
  await removeOlder(folder, mine);
  const stopBeating = startBeating(lockPath(folder, mine));
  return {
    async assertHeld() {
      const names = await readdir(folder);
      const isNewest = Math.max(0, ...toGenerations(names)) === mine;
      if (isNewest && !names.includes(releasedName(mine))) return;
      throw new RunLockedError(
        `This run has lost the lock ${lockPath(folder, mine)}: another run has taken the store, or it was unlocked by hand. Nothing was published. Run the same command again.`,
        holder,
      );
    },
    async release() {
      stopBeating();
      await writeFile(releasedPath(folder, mine), '');
    },
  };
}

/**
 * Who holds a store; null when it is free.
 *
 * @example
 * const found = await findLockHolder('.tickerlake/simulated/locks', new Date());
 * found?.holder?.command; // 'tickerlake run'
 */
export async function findLockHolder(folder: string, now: Date): Promise<LockHolder | null> {
  const names = await listFolder(folder);
  const newest = Math.max(0, ...toGenerations(names));
  return newest === 0 || names.includes(releasedName(newest)) ? null : lookAt(folder, newest, now);
}

/**
 * Frees a store whose holder is gone.
 *
 * @throws {RequestError} when the holder is a living process of this machine.
 * @example
 * await breakRunLock('.tickerlake/simulated/locks', new Date());
 */
export async function breakRunLock(folder: string, now: Date): Promise<LockHolder | null> {
  const found = await findLockHolder(folder, now);
  if (found === null) return null;
  if (found.isKnownAlive)
    throw new RequestError(
      `${describeHolder(found)}. That process is alive on this machine: stop it first (kill ${found.holder?.pid}).`,
    );
  await writeFile(found.path.replace(/\.json$/, '.released'), '');
  return found;
}

/**
 * A holder as text.
 *
 * @example
 * describeHolder(found); // '"tickerlake run", process 12 on laptop, since 2026-05-29T20:00:00.000Z (.../locks/0000000001.json, last sign of life ...)'
 */
export function describeHolder({ holder, path, beatAt }: LockHolder): string {
  const where =
    holder === null
      ? 'a command that could not write its name'
      : `"${holder.command}", process ${holder.pid}${holder.host === hostname() ? '' : ` on ${holder.host}`}, since ${holder.since}`;
  return `${where} (${path}, last sign of life ${beatAt.toISOString()})`;
}

/** A failed heartbeat is not fatal: each step checks whether the lock is held. */
function startBeating(path: string): () => void {
  const timer = setInterval(() => void touch(path).catch(() => undefined), heartbeatMs);
  timer.unref();
  return () => clearInterval(timer);
}

/** Makes the file's time the present one without taking room: its first byte is written again, or its length of nothing set again. */
async function touch(path: string): Promise<void> {
  const handle = await open(path, 'r+');
  try {
    if ((await handle.stat()).size > 0) await handle.write('{', 0);
    else await handle.truncate(0);
  } finally {
    await handle.close();
  }
}

async function claim(folder: string, generation: number, holder: Holder): Promise<void> {
  const draft = join(folder, `draft-${process.pid}-${generation}-${holder.since.replaceAll(':', '')}`);
  try {
    await writeFile(draft, JSON.stringify(holder));
    await link(draft, lockPath(folder, generation));
  } catch (cause) {
    if (isFileError(cause, 'ENOSPC')) return await claimEmpty(folder, generation, holder);
    if (!isFileError(cause, 'EEXIST')) throw cause;
    await refuseTaken(folder, generation, holder);
  } finally {
    await unlink(draft).catch((cause: unknown) => {
      if (!isFileError(cause, 'ENOENT')) throw cause;
    });
  }
}

/** On a full disk: a file without content, which no other process can create again. */
async function claimEmpty(folder: string, generation: number, holder: Holder): Promise<void> {
  try {
    await (await open(lockPath(folder, generation), 'wx')).close();
  } catch (cause) {
    if (!isFileError(cause, 'EEXIST')) throw cause;
    await refuseTaken(folder, generation, holder);
  }
}

async function refuseTaken(folder: string, generation: number, holder: Holder): Promise<never> {
  await refuseIfHeld(folder, generation, new Date(holder.since));
  throw new RunLockedError('Another run took and left the store at this moment. Try again.', holder);
}

async function refuseIfHeld(folder: string, generation: number, now: Date): Promise<void> {
  const names = await readdir(folder);
  if (names.includes(releasedName(generation))) return;
  const found = await lookAt(folder, generation, now);
  if (found === null) return;
  const freeAt = new Date(found.beatAt.getTime() + lockLeaseMs).toISOString();
  const next = found.isKnownAlive
    ? 'Wait for it, stop it, or use another --data-dir.'
    : `Wait for it, or use another --data-dir. If that machine is gone, the lock frees itself at ${freeAt}, or now with "tickerlake unlock --yes".`;
  throw new RunLockedError(`Another run holds this store: ${describeHolder(found)}. ${next}`, {
    command: found.holder?.command ?? '',
    since: found.holder?.since ?? found.beatAt.toISOString(),
  });
}

/** The holder of a generation that is not released; null when it is gone. */
async function lookAt(folder: string, generation: number, now: Date): Promise<LockHolder | null> {
  const path = lockPath(folder, generation);
  const beatAt = await stat(path).then(
    ({ mtime }) => mtime,
    () => null,
  );
  if (beatAt === null) return null;
  const holder = await readHolder(path);
  if (holder?.host === hostname()) return (await isAlive(holder)) ? { path, holder, beatAt, isKnownAlive: true } : null;
  return now.getTime() - beatAt.getTime() > lockLeaseMs ? null : { path, holder, beatAt, isKnownAlive: false };
}

/** Null when the file does not say who: it was written on a full disk, or is damaged. */
async function readHolder(path: string): Promise<Holder | null> {
  try {
    return holderSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return null;
  }
}

async function isAlive(holder: Holder): Promise<boolean> {
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

const toGenerations = (names: readonly string[]): number[] =>
  names.filter((name) => /^\d{10}\.json$/.test(name)).map((name) => Number(name.slice(0, 10)));

const generations = async (folder: string): Promise<number[]> => toGenerations(await readdir(folder));

async function removeOlder(folder: string, generation: number): Promise<void> {
  const names = await readdir(folder);
  const old = names.filter((name) => /^\d{10}\./.test(name) && Number(name.slice(0, 10)) < generation);
  await Promise.all(old.map((name) => rm(join(folder, name), { recursive: true, force: true })));
}

const lockPath = (folder: string, generation: number): string =>
  join(folder, `${String(generation).padStart(10, '0')}.json`);
const releasedName = (generation: number): string => `${String(generation).padStart(10, '0')}.released`;
const releasedPath = (folder: string, generation: number): string => join(folder, releasedName(generation));

function isFileError(cause: unknown, code: string): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === code;
}
