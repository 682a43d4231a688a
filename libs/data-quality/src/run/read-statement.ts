import { type StatementPlan, toFinding } from '../plan/leaf-plan.ts';
import type { PlanContext } from '../plan/plan-context.ts';
import type { SampleRow } from '../result/quality-result.ts';
import type { QueryRunner } from './query-runner.ts';
import type { CustomReading } from './read-custom.ts';
import { readNumber } from './read-number.ts';
import { toSample } from './read-samples.ts';

/**
 * Runs a rule's own statement, and reads rows that failed. What goes wrong is the rule's own fault.
 *
 * @example
 * const { finding, sample } = await readStatement(runner, leaf, context, 5);
 */
export async function readStatement(
  runner: QueryRunner,
  leaf: StatementPlan,
  context: PlanContext,
  sampleRows: number,
): Promise<CustomReading> {
  try {
    const [row = {}] = await runner.run(leaf.query);
    const values = Object.fromEntries(Object.entries(row).map(([name, value]) => [name, readNumber(value)]));
    const finding = leaf.decide(values);
    const wantsSample = finding.status === 'fail' && finding.rows !== null && sampleRows > 0;
    return { finding, sample: wantsSample ? await readFailing(runner, leaf, context, sampleRows) : [] };
  } catch (error) {
    const finding = toFinding({
      status: 'error',
      expected: 'a rule that can be evaluated',
      message: runner.blameOf(error),
    });
    return { finding, sample: [] };
  }
}

async function readFailing(
  runner: QueryRunner,
  { failingRows }: StatementPlan,
  { columns }: PlanContext,
  most: number,
): Promise<readonly SampleRow[]> {
  if (failingRows === undefined) return [];
  return (await runner.run(failingRows(most))).map((row) => toSample(row, columns));
}
