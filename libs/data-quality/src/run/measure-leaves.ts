import { type Finding, type LeafPlan, type ScanPlan, toFinding } from '../plan/leaf-plan.ts';
import type { PlanContext } from '../plan/plan-context.ts';
import type { SampleRow } from '../result/quality-result.ts';
import type { QueryRunner } from './query-runner.ts';
import { type CustomReading, readCustom } from './read-custom.ts';
import { measureScans } from './scan/measure-scans.ts';
import { readStatement } from './read-statement.ts';

/** What all simple rules found, and rows that failed custom rules. */
export interface Measured {
  readonly findings: ReadonlyMap<LeafPlan, Finding>;
  readonly samples: ReadonlyMap<LeafPlan, readonly SampleRow[]>;
}

/**
 * Measures all simple rules together and lets each decide.
 *
 * @example
 * const { findings } = await measureLeaves(runner, leaves, context, 5);
 */
export async function measureLeaves(
  runner: QueryRunner,
  leaves: readonly LeafPlan[],
  context: PlanContext,
  sampleRows: number,
): Promise<Measured> {
  const findings = new Map(await measureTables(runner, leaves, context));
  const samples = new Map<LeafPlan, readonly SampleRow[]>();
  for (const leaf of leaves) {
    if (leaf.kind === 'scan') continue;
    const { finding, sample } = await measureOne(runner, leaf, findings, context, sampleRows);
    findings.set(leaf, finding);
    samples.set(leaf, sample);
  }
  return { findings, samples };
}

/** One scan for the rules of the dataset, and one for each other table that rules compare it with. */
async function measureTables(
  runner: QueryRunner,
  leaves: readonly LeafPlan[],
  { dataset, dialect }: PlanContext,
): Promise<readonly (readonly [LeafPlan, Finding])[]> {
  const tables = new Map<string, ScanPlan[]>([[dataset, leaves.filter(isScan)]]);
  for (const side of leaves.flatMap((leaf) => (leaf.kind === 'pair' ? leaf.sides : [])))
    tables.set(side.dataset, [...(tables.get(side.dataset) ?? []), side.plan]);
  const findings: (readonly [LeafPlan, Finding])[] = [];
  for (const [table, plans] of tables) findings.push(...(await measureScans(runner, plans, table, dialect)));
  return findings;
}

async function measureOne(
  runner: QueryRunner,
  leaf: Exclude<LeafPlan, ScanPlan>,
  findings: ReadonlyMap<LeafPlan, Finding>,
  context: PlanContext,
  sampleRows: number,
): Promise<CustomReading> {
  switch (leaf.kind) {
    case 'decided':
      return { finding: leaf.finding, sample: [] };
    case 'custom':
      return readCustom(runner, leaf, context, sampleRows);
    case 'statement':
      return readStatement(runner, leaf, context, sampleRows);
    case 'pair': {
      const sides = leaf.sides.flatMap(({ plan }) => findings.get(plan) ?? []);
      return { finding: sides.find(({ status }) => status === 'error') ?? leaf.decide(sides), sample: [] };
    }
    case 'files':
      return { finding: await leaf.measure().catch((error: unknown) => unread(runner.blameOf(error))), sample: [] };
  }
}

const isScan = (leaf: LeafPlan): leaf is ScanPlan => leaf.kind === 'scan';

const unread = (fault: string): Finding =>
  toFinding({ status: 'error', expected: 'a rule that can be evaluated', message: fault });
