import * as z from 'zod';

const Environment = z.object({
  LOG_LEVEL: z.enum(['debug', 'info', 'error']).default('info').meta({ description: 'The least level that is logged' }),
});

/** The settings of this Lambda. */
export interface Config {
  readonly logLevel: 'debug' | 'info' | 'error';
}

/**
 * Reads the settings from the environment, the only place that does.
 *
 * @throws {z.ZodError} When a variable is missing or malformed; it lists every problem.
 * @example
 * readConfig({ LOG_LEVEL: 'debug' }); // { logLevel: 'debug' }
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>> = process.env): Config {
  return { logLevel: Environment.parse(environment).LOG_LEVEL };
}
