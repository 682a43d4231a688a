import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { AwsSolutionsChecks } from 'cdk-nag';
import * as z from 'zod';
import { readConfig } from '../config.ts';
import { TickerlakeStack } from '../tickerlake-stack.ts';

const CdkJson = z.object({ context: z.record(z.string(), z.unknown()) });

/**
 * An app as the CDK command creates it, checked by cdk-nag and by CDK's own rules; their warnings count as errors.
 *
 * @example
 * const app = checkedApp(folder);
 */
export function checkedApp(outdir: string): App {
  const { context } = CdkJson.parse(JSON.parse(readFileSync(join(import.meta.dirname, '../../cdk.json'), 'utf8')));
  const app = new App({
    outdir,
    context: { ...context, 'aws:cdk:disable-stack-trace': true, '@aws-cdk/core:strictCfnValidateErrors': true },
    analyticsReporting: false,
  });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return app;
}

/**
 * Runs a function with a temporary folder, deleted afterwards.
 *
 * @example
 * withFolder((folder) => checkedApp(folder).synth());
 */
export function withFolder<Result>(use: (folder: string) => Result): Result {
  const folder = mkdtempSync(join(tmpdir(), 'tickerlake-infra-'));
  try {
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * The templates of the stack with stand-in code, one for each set of variables, synthesized together.
 *
 * @param configFile the text of a `tickerlake.config.json`.
 * @throws {Error} for a finding that is not acknowledged.
 * @example
 * const { prod } = synthesize({ prod: { TICKERLAKE_SCHEDULE: 'true' } });
 */
export function synthesize<Stage extends string>(
  stages: Readonly<Record<Stage, Readonly<Record<string, string>>>>,
  configFile: string | null = null,
): Readonly<Record<Stage, Template>> {
  return withFolder((folder) => {
    const app = checkedApp(folder);
    const code = Code.fromInline('export const handler = async () => {};');
    const stacks = Object.entries<Readonly<Record<string, string>>>(stages).map(([stage, environment]) => ({
      stage,
      stack: new TickerlakeStack(app, readConfig({ ...environment, TICKERLAKE_STAGE: stage }, configFile), {
        ingest: code,
        workflow: code,
        dashboards: () => code,
      }),
    }));
    app.synth();
    return Object.fromEntries(stacks.map(({ stage, stack }) => [stage, Template.fromStack(stack)])) as Record<
      Stage,
      Template
    >;
  });
}
