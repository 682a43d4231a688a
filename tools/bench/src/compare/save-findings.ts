import { readFile, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import type { Finding } from './comparison.ts';

/**
 * Appends findings to the table at the end of a Markdown page.
 *
 * @throws {Error} when the page cannot be read or written.
 * @example
 * await saveFindings('docs/benchmarks.md', findings, new Date());
 */
export async function saveFindings(page: string, findings: readonly Finding[], now: Date): Promise<void> {
  const text = (await readFile(page, 'utf8')).trimEnd();
  await writeFile(page, `${[text, ...findings.map((finding) => rowOf(finding, now))].join('\n')}\n`);
}

function rowOf(finding: Finding, now: Date): string {
  const { job, peer, goal, cpuRatio, wallRatio, cpuSeconds, peerCpuSeconds, peakMiB, peerPeakMiB } = finding;
  const machine = `Node ${process.version}, ${availableParallelism()} cores`;
  const cells = [
    now.toISOString().slice(0, 10),
    machine,
    job,
    peer,
    `${cpuSeconds.toFixed(2)} to ${peerCpuSeconds.toFixed(2)}`,
    cpuRatio.toFixed(2),
    String(goal),
    wallRatio.toFixed(2),
    `${peakMiB.toFixed(0)} to ${peerPeakMiB.toFixed(0)}`,
  ];
  return `| ${cells.join(' | ')} |`;
}
