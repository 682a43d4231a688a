import type { Measured } from '../measure-step.ts';
import { median } from '../print-lines.ts';

/** A job and its peer, the hand-written code for the same job, measured in turn. */
export interface Comparison {
  readonly job: string;
  readonly peer: string;
  /** Our CPU time may be at most this many times the peer's. */
  readonly goal: number;
  readonly ours: readonly Measured[];
  readonly peers: readonly Measured[];
}

/** What a comparison shows: medians of the repeats, and the larger peak of memory. */
export interface Finding {
  readonly job: string;
  readonly peer: string;
  readonly goal: number;
  readonly cpuRatio: number;
  readonly wallRatio: number;
  readonly cpuSeconds: number;
  readonly wallSeconds: number;
  readonly peakMiB: number;
  readonly peerCpuSeconds: number;
  readonly peerPeakMiB: number;
}

/**
 * Measures a job and its peer in turn, so that other load on the machine affects both.
 *
 * @example
 * const { ours, peers } = await alternate(3, () => measureStep('publish', store, range), () => measureStep('copy', store, range));
 */
export async function alternate(
  repeats: number,
  measureOurs: () => Promise<Measured>,
  measurePeer: () => Promise<Measured>,
): Promise<Pick<Comparison, 'ours' | 'peers'>> {
  const ours: Measured[] = [];
  const peers: Measured[] = [];
  for (let round = 0; round < repeats; round += 1) {
    peers.push(await measurePeer());
    ours.push(await measureOurs());
  }
  return { ours, peers };
}

/**
 * The medians and ratios of a comparison. A ratio is the median of the rounds' ratios.
 *
 * @example
 * findingOf(comparison).cpuRatio; // 1.8: the job takes 1.8 times the CPU time of its peer
 */
export function findingOf({ job, peer, goal, ours, peers }: Comparison): Finding {
  const ratio = (read: (measured: Measured) => number) =>
    median(ours.map((measured, round) => read(measured) / read(peers[round] ?? measured)));
  const peak = (all: readonly Measured[]) => Math.max(...all.map(({ peakRssMiB }) => peakRssMiB));
  return {
    job,
    peer,
    goal,
    cpuRatio: ratio(({ cpuMs }) => cpuMs),
    wallRatio: ratio(({ ms }) => ms),
    cpuSeconds: median(ours.map(({ cpuMs }) => cpuMs)) / 1_000,
    wallSeconds: median(ours.map(({ ms }) => ms)) / 1_000,
    peakMiB: peak(ours),
    peerCpuSeconds: median(peers.map(({ cpuMs }) => cpuMs)) / 1_000,
    peerPeakMiB: peak(peers),
  };
}
