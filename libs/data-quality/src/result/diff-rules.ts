/** What a run found for a rule, for a comparison of two runs. */
export interface FoundRule {
  readonly dataset: string;
  /** As DQDL, with constants written out: the same text is the same rule. */
  readonly rule: string;
  readonly status: string;
  readonly observed: number | null;
  readonly expected: string;
  /** What it measured. */
  readonly series: Readonly<Record<string, number>>;
}

/** The outcomes of a rule in two runs. */
export interface ChangedOutcome {
  readonly dataset: string;
  readonly rule: string;
  readonly before: Pick<FoundRule, 'status' | 'observed' | 'expected'>;
  readonly after: Pick<FoundRule, 'status' | 'observed' | 'expected'>;
}

/** A measure that differs between two runs. */
export interface MovedMetric {
  readonly dataset: string;
  readonly series: string;
  readonly before: number;
  readonly after: number;
  /** `(after - before) / |before|`; null when `before` is 0. */
  readonly change: number | null;
}

/** The differences between two runs. */
export interface RulesDiff {
  readonly changed: readonly ChangedOutcome[];
  /** The largest change first. Rules that differ only in their bounds share a measure. */
  readonly moved: readonly MovedMetric[];
  readonly added: readonly FoundRule[];
  readonly removed: readonly FoundRule[];
}

/**
 * Compares what two runs found: rules with another outcome, measures that moved, new rules and removed ones.
 *
 * @example
 * diffRules(before, after).changed; // [{ dataset: 'bars', rule: 'RowCount > 5', before: { status: 'pass', .. }, after: { status: 'fail', .. } }]
 */
export function diffRules(before: readonly FoundRule[], after: readonly FoundRule[]): RulesDiff {
  const [old, now] = [byRule(before), byRule(after)];
  return {
    changed: [...now].flatMap(([key, { dataset, rule, ...found }]) => {
      const earlier = old.get(key);
      return earlier === undefined || earlier.status === found.status
        ? []
        : [{ dataset, rule, before: outcomeOf(earlier), after: outcomeOf(found) }];
    }),
    moved: movedMetrics(before, after),
    added: [...now].flatMap(([key, rule]) => (old.has(key) ? [] : [rule])),
    removed: [...old].flatMap(([key, rule]) => (now.has(key) ? [] : [rule])),
  };
}

const byRule = (rules: readonly FoundRule[]): ReadonlyMap<string, FoundRule> =>
  new Map(rules.map((rule) => [JSON.stringify([rule.dataset, rule.rule]), rule]));

const outcomeOf = ({ status, observed, expected }: Omit<FoundRule, 'dataset' | 'rule'>): ChangedOutcome['before'] => ({
  status,
  observed,
  expected,
});

function movedMetrics(before: readonly FoundRule[], after: readonly FoundRule[]): MovedMetric[] {
  const old = valuesOf(before);
  return [...valuesOf(after)]
    .flatMap(([key, { dataset, series, value }]): MovedMetric[] => {
      const earlier = old.get(key)?.value;
      if (earlier === undefined || earlier === value) return [];
      const change = earlier === 0 ? null : (value - earlier) / Math.abs(earlier);
      return [{ dataset, series, before: earlier, after: value, change }];
    })
    .toSorted((one, other) => sizeOf(other) - sizeOf(one));
}

const sizeOf = ({ change }: MovedMetric): number => (change === null ? Infinity : Math.abs(change));

function valuesOf(
  rules: readonly FoundRule[],
): ReadonlyMap<string, { readonly dataset: string; readonly series: string; readonly value: number }> {
  return new Map(
    rules.flatMap(({ dataset, series: measured }) =>
      Object.entries(measured).map(
        ([series, value]) => [JSON.stringify([dataset, series]), { dataset, series, value }] as const,
      ),
    ),
  );
}
