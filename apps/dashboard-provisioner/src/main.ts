import { readConfig } from './config.ts';
import { createHandler } from './handler.ts';
import { createProvisioner } from './provisioner.ts';
import { createResources } from './resources.ts';

const log = (text: string): void => void process.stdout.write(`${text.trimEnd()}\n`);

/** What Lambda calls. */
export const handler = createHandler(createProvisioner({ config: readConfig(), ...createResources(log) }), log);
