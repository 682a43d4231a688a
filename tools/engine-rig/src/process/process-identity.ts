import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * Distinguishes a running process from a later one with the same id: its start time as reported by the system;
 * undefined when no such process runs. A zombie counts as gone.
 *
 * @example
 * identifyProcess(process.pid) !== undefined; // true
 */
export function identifyProcess(pid: number): string | undefined {
  return process.platform === 'linux' ? readProcStat(pid) : askPs(pid);
}

function readProcStat(pid: number): string | undefined {
  try {
    const afterName = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return afterName[0] === 'Z' ? undefined : afterName[19]; // field 22, starttime, of proc(5)
  } catch {
    return undefined; // gone
  }
}

function askPs(pid: number): string | undefined {
  const answer = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' });
  return answer.status === 0 ? answer.stdout.trim() : undefined;
}
