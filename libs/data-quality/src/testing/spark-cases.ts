import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { CaseTable, DeequCase, DeequVerdict } from './deequ-cases.ts';

interface SparkVerdicts {
  readonly evaluatedAt: string;
  readonly tables: Readonly<Record<string, CaseTable & { readonly rules: readonly SparkVerdict[] }>>;
}

type SparkVerdict = readonly [
  rule: string,
  outcome: DeequVerdict['outcome'],
  metrics: DeequVerdict['metrics'],
  reason?: string,
];

/**
 * 1,500 rules on 100 random tables with Deequ's verdicts on Spark, as `npm run spark-comparison` writes them.
 *
 * @example
 * sparkCases().length; // 1500
 */
export function sparkCases(): readonly DeequCase[] {
  const { evaluatedAt, tables }: SparkVerdicts = JSON.parse(
    readFileSync(resolve(import.meta.dirname, 'spark-verdicts.json'), 'utf8'),
  );
  return Object.entries(tables).flatMap(([tableName, { columns, rows, rules }]) => {
    const table = { columns, rows };
    return rules.map(([rule, outcome, metrics, reason = null], index) => ({
      id: `${tableName}.${index + 1}`,
      table,
      tableName,
      rule,
      deequ: { outcome, metrics, reason },
      evaluatedAt: new Date(evaluatedAt),
    }));
  });
}
