import type { Evidence } from './read-evidence.ts';

/** What another source has of the bars of an explanation, as it was recorded by `reconcile`. Plain JSON. */
export interface ExplainedWitness {
  readonly witness: string;
  /** When the two were compared, ISO 8601, UTC. */
  readonly comparedAt: string;
  /** What the differences of the session have in common. */
  readonly cause: string | null;
  /** In time order; none when the witness has the same bars. */
  readonly differences: readonly {
    /** Start of the bar, ISO 8601, UTC. */
    readonly start: string;
    readonly kind: string;
    readonly field: string;
    readonly value: number | null;
    readonly witnessValue: number | null;
  }[];
}

/**
 * The witnesses of a span of time.
 *
 * @param span in ms since 1970 UTC, the end not included.
 * @example
 * witnessesOf(evidence, { startMs, endMs }).map(({ witness }) => witness); // ['replay']
 */
export function witnessesOf(
  { comparisons, differences }: Pick<Evidence, 'comparisons' | 'differences'>,
  { startMs, endMs }: { readonly startMs: number; readonly endMs: number },
): ExplainedWitness[] {
  const inSpan = differences.filter(({ bar_start: start }) => start.getTime() >= startMs && start.getTime() < endMs);
  return comparisons.map(({ witness, reconciled_at: at, cause }) => ({
    witness,
    comparedAt: at.toISOString(),
    cause,
    differences: inSpan
      .filter((difference) => difference.witness === witness)
      .map(({ bar_start: start, kind, field, value, witness_value: witnessValue }) => ({
        start: start.toISOString(),
        kind,
        field,
        value,
        witnessValue,
      })),
  }));
}
