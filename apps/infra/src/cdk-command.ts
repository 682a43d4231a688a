import { join } from 'node:path';

/** The functions whose code is deployed. */
const functionApps = ['ingest-lambda', 'workflow-orchestrator', 'dashboard-provisioner'];

/** A program to run. */
export interface Step {
  readonly args: readonly string[];
  readonly cwd: string;
}

/** Where the repository and its tools are. */
export interface Places {
  readonly root: string;
  /** Nx's and CDK's own scripts. */
  readonly nx: string;
  readonly cdk: string;
}

/**
 * The steps to run for a CDK command: the functions are bundled first, unless the command needs no template.
 *
 * @example
 * cdkSteps(['synth'], { root, nx, cdk }).map(({ args }) => args[1]); // ['run-many', 'synth']
 */
export function cdkSteps(args: readonly string[], { root, nx, cdk }: Places): readonly Step[] {
  const [command = '--help'] = args;
  const needsCode = !(
    command.startsWith('-') ||
    ['acknowledge', 'ack', 'docs', 'doc', 'doctor', 'notices', 'version'].includes(command) ||
    args.includes('--help')
  );
  const bundle = { args: [nx, 'run-many', '-t', 'bundle', '-p', functionApps.join(',')], cwd: root };
  return [
    ...(needsCode ? [bundle] : []),
    { args: [cdk, ...(args.length === 0 ? ['--help'] : args)], cwd: join(root, 'apps', 'infra') },
  ];
}
