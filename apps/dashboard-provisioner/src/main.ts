import { readConfig } from './config.ts';
import { createHandler } from './handler.ts';
import { createProvisioner } from './provisioner.ts';
import { createResources } from './resources.ts';

const log = (text: string): void => void process.stdout.write(`${text.trimEnd()}\n`);

/** The Lambda entry point. */
export const handler = createHandler(createProvisioner({ config: readConfig(), ...createResources(log) }), log);
