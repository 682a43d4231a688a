import { readConfig } from './config.ts';
import { createHandler } from './handler.ts';

/** What Lambda calls. */
export const handler = createHandler(readConfig());
