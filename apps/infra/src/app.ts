import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { AwsSolutionsChecks } from 'cdk-nag';
import type { InfraConfig } from './config.ts';
import { InfraError } from './infra-error.ts';
import { TickerlakeStack } from './tickerlake-stack.ts';

/**
 * Synthesizes the stack with the bundles of the apps, checked by cdk-nag. The CDK command runs this.
 *
 * @param appsFolder the folder of the functions' projects.
 * @throws {InfraError} when an app is not bundled.
 * @example
 * synthesizeApp(readConfig(), 'apps');
 */
export function synthesizeApp(config: InfraConfig, appsFolder: string): void {
  const app = new App();
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  new TickerlakeStack(app, config, {
    ingest: bundleOf(appsFolder, 'ingest-lambda', ['main.mjs']),
    workflow: bundleOf(appsFolder, 'workflow-orchestrator', ['orchestrator.mjs', 'dispatcher.mjs']),
    dashboards: () => bundleOf(appsFolder, 'dashboard-provisioner', ['main.mjs']),
  });
  app.synth();
}

/**
 * The Lambda code of an app, from its bundle.
 *
 * @throws {InfraError} when one of the files is missing.
 * @example
 * const code = bundleOf('apps', 'ingest-lambda', ['main.mjs']);
 */
export function bundleOf(appsFolder: string, app: string, files: readonly string[]): Code {
  const folder = join(appsFolder, app, 'dist');
  const missing = files.filter((file) => !existsSync(join(folder, file)));
  if (missing.length > 0) {
    throw new InfraError(
      `${folder} has no ${missing.join(' and no ')}. Run "npx nx bundle ${app}", or use "npm run infra", which does.`,
    );
  }
  return Code.fromAsset(folder);
}
