import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { committedCases } from './committed-cases.ts';
import { evaluateOnSpark } from './evaluate-on-spark.ts';
import { installJars } from './install-jars.ts';
import { randomCases } from './random-cases.ts';
import { toFixture } from './to-fixture.ts';

const root = resolve(import.meta.dirname, '../../..');
const java = join(import.meta.dirname, '../java');
const engines = join(root, '.engines/spark-comparison');
const file = join(root, 'libs/data-quality/src/testing/spark-verdicts.json');

try {
  mkdirSync(engines, { recursive: true });
  const jars = installJars(join(java, 'pom.xml'), engines);
  const cases = randomCases(committedCases);
  const evaluatedAt = new Date();
  const verdicts = evaluateOnSpark({ program: join(java, 'EvaluateRules.java'), jars, folder: engines, cases });
  const text = toFixture({ cases, verdicts, evaluatedAt, pom: readFileSync(join(java, 'pom.xml'), 'utf8') });
  writeFileSync(file, text);
  process.stdout.write(`${file}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
