import type { Finding, LeafPlan, MetricValues } from './leaf-plan.ts';

/**
 * A plan that measures and does not judge, for lack of history. Where there is nothing to measure, its finding stays.
 *
 * @example
 * withoutVerdict(plan, 'There is no history of RowCount yet.');
 */
export const withoutVerdict = (plan: LeafPlan, message: string): LeafPlan =>
  mapFinding(plan, (finding) =>
    finding.status === 'error' || finding.observed === null
      ? finding
      : { ...finding, status: 'not_evaluated', message, lacksHistory: true },
  );

/**
 * A plan with another judgement; rows that failed are not shown.
 *
 * @example
 * mapFinding(plan, (finding) => ({ ...finding, status: 'pass' }));
 */
export function mapFinding(plan: LeafPlan, judge: (finding: Finding) => Finding): LeafPlan {
  switch (plan.kind) {
    case 'decided':
      return { kind: 'decided', finding: judge(plan.finding) };
    case 'custom': {
      const { custom } = plan;
      return custom.expects === 'number'
        ? { ...plan, custom: { ...custom, decide: (value: number | null) => judge(custom.decide(value)) } }
        : {
            ...plan,
            custom: {
              ...custom,
              decide: (rows: { readonly total: number; readonly passed: number }) => judge(custom.decide(rows)),
            },
          };
    }
    case 'statement': {
      const { failingRows: _, ...statement } = plan;
      return { ...statement, decide: (values: MetricValues) => judge(plan.decide(values)) };
    }
    case 'pair':
      return { ...plan, decide: (findings: readonly Finding[]) => judge(plan.decide(findings)) };
    case 'files':
      return { ...plan, measure: async () => judge(await plan.measure()) };
    case 'scan': {
      const { failing: _, ...scan } = plan;
      return { ...scan, decide: (values, keys, sums) => judge(plan.decide(values, keys, sums)) };
    }
  }
}
