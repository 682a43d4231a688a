import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { AwsSolutionsChecks } from 'cdk-nag';
import { readConfig } from '../config.ts';
import { TickerlakeStack } from '../tickerlake-stack.ts';

/**
 * The template of the stack with stand-in code, as these variables of the environment make it; checked, with cdk-nag's report.
 *
 * @example
 * const template = synthesize({ TICKERLAKE_SCHEDULE: 'true' });
 */
export function synthesize(environment: Readonly<Record<string, string>> = {}, options: { readonly isChecked?: boolean } = {}): { template: Template; findings: string } {
  const folder = mkdtempSync(join(tmpdir(), 'tickerlake-infra-'));
  writeFileSync(join(folder, 'main.mjs'), 'export const handler = async () => {};\n');
  const { context } = JSON.parse(readFileSync(join(import.meta.dirname, '../../cdk.json'), 'utf8')) as { context: Record<string, boolean> };
  const app = new App({ outdir: join(folder, 'out'), context });
  if (options.isChecked === true) Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  const code = Code.fromAsset(folder, { exclude: ['out'] });
  const stack = new TickerlakeStack(app, readConfig(environment), { ingest: code, workflow: code });
  app.synth();
  const report = join(app.outdir, 'validation-report.json');
  return { template: Template.fromStack(stack), findings: existsSync(report) ? readFileSync(report, 'utf8') : '' };
}
