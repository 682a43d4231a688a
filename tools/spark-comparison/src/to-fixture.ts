import type { RandomCase } from './random-cases.ts';
import type { Verdict } from './evaluate-on-spark.ts';

/**
 * The fixture file: a line for each table and rule. A reason is kept, without its stack, where it says more than the value.
 *
 * @throws {Error} naming a rule without a verdict.
 * @example
 * writeFileSync('spark-verdicts.json', toFixture({ cases, verdicts, evaluatedAt: new Date(), pom }));
 */
export function toFixture(made: {
  readonly cases: Readonly<Record<string, RandomCase>>;
  readonly verdicts: Readonly<Record<string, readonly Verdict[]>>;
  readonly evaluatedAt: Date;
  readonly pom: string;
}): string {
  const versions = Object.fromEntries(
    [...made.pom.matchAll(/<artifactId>(.+?)<\/artifactId>\s*<version>(.+?)<\/version>\s*(?:<excl|<\/dep)/g)].map(
      ([, artifact, version]) => [artifact, version],
    ),
  );
  const tables = Object.entries(made.cases).map(([name, { columns, rows, rules }]) => {
    const verdicts = made.verdicts[name] ?? [];
    const lines = rules.map((rule, index) => JSON.stringify([rule, ...toLine(verdicts[index], name, rule)]));
    return `${JSON.stringify(name)}:{"columns":${JSON.stringify(columns)},"rows":${JSON.stringify(rows)},"rules":[\n${lines.join(',\n')}]}`;
  });
  const head = `"evaluatedAt":${JSON.stringify(made.evaluatedAt)},"versions":${JSON.stringify(versions)}`;
  return `{${head},"tables":{\n${tables.join(',\n')}}}\n`;
}

function toLine(verdict: Verdict | undefined, table: string, rule: string): unknown[] {
  if (verdict === undefined) throw new Error(`Spark has no verdict on ${rule} of ${table}.`);
  const { outcome, metrics, reason } = verdict;
  const isPlain = reason === null || /^Value: |% of rows passed/.test(reason);
  return [outcome, metrics, ...(isPlain ? [] : [reason.split(/[\n(]/)[0]?.slice(0, 120)])];
}
