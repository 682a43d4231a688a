import { join } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { AwsSolutionsChecks } from 'cdk-nag';
import { readConfig } from './config.ts';
import { TickerlakeStack } from './tickerlake-stack.ts';

const bundleOf = (app: string): Code => Code.fromAsset(join(process.cwd(), '..', app, 'dist'));

const app = new App();
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
new TickerlakeStack(app, readConfig(), { ingest: bundleOf('ingest-lambda'), workflow: bundleOf('workflow-orchestrator') });
app.synth();
