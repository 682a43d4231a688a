import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RandomCase } from './random-cases.ts';

/** What Deequ said of a rule; `EXC`: its parser or the engine refused it. Metrics are numbers, or `NaN` and infinities as texts. */
export interface Verdict {
  readonly outcome: 'Passed' | 'Failed' | 'EXC';
  readonly reason: string | null;
  readonly metrics: Readonly<Record<string, number | string>>;
}

/** What Spark reads of the Java platform by reflection. */
const opened = ['lang', 'lang.invoke', 'nio', 'util'].map((name) => `--add-opens=java.base/java.${name}=ALL-UNNAMED`);
const options = [
  ...opened,
  '--add-opens=java.base/sun.nio.ch=ALL-UNNAMED',
  '--add-opens=java.base/sun.util.calendar=ALL-UNNAMED',
];

/**
 * The verdicts of Deequ on Spark, by table and in the order of its rules. 1,500 rules take two minutes of CPU time.
 *
 * @throws {Error} when Java 17 is missing or the program fails.
 * @example
 * const { t1 } = evaluateOnSpark({ program: 'EvaluateRules.java', jars, folder: '.engines/spark-comparison', cases });
 */
export function evaluateOnSpark(run: {
  readonly program: string;
  readonly jars: string;
  readonly folder: string;
  readonly cases: Readonly<Record<string, RandomCase>>;
}): Readonly<Record<string, readonly Verdict[]>> {
  const { error, stderr: version } = spawnSync('java', ['-version'], { encoding: 'utf8' });
  if (error !== undefined || !/version "17\b/.test(version))
    throw new Error('Java 17 is needed on the PATH: Spark 3.5 does not run on later ones, the program not on earlier.');
  const [input, output] = [join(run.folder, 'tables.json'), join(run.folder, 'verdicts.json')];
  writeFileSync(input, JSON.stringify(run.cases));
  const args = [
    '-Xmx2g',
    '-XX:+UseSerialGC',
    '-XX:TieredStopAtLevel=1',
    '-Duser.timezone=UTC',
    ...options,
    '-cp',
    `${run.jars}/*`,
    run.program,
    input,
    output,
  ];
  const { status, stderr } = spawnSync('java', args, {
    encoding: 'utf8',
    stdio: ['ignore', 'inherit', 'pipe'],
    maxBuffer: 2 ** 28,
  });
  if (status !== 0) throw new Error(`The evaluation on Spark failed:\n${stderr.slice(-4_000)}`);
  return JSON.parse(readFileSync(output, 'utf8'));
}
