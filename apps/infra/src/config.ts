import { tickerOrUniverseSchema } from '@tickerlake/record-schema';
import { type MarketSettings, pickMarketSettings } from '@tickerlake/pipeline';
import * as z from 'zod';
import { InfraError } from './infra-error.ts';

const flag = z.enum(['true', 'false']).transform((text) => text === 'true');
const list = z
  .string()
  .transform((text) =>
    text
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== ''),
  )
  .pipe(z.array(tickerOrUniverseSchema).min(1));

const Environment = z.object({
  CDK_DEFAULT_ACCOUNT: z
    .string()
    .regex(/^\d{12}$/)
    .default('111111111111')
    .meta({ description: 'The account, set by the CDK command; a placeholder is enough to view the template' }),
  CDK_DEFAULT_REGION: z
    .string()
    .min(1)
    .default('us-east-1')
    .meta({ description: 'The region, set by the CDK command' }),
  TICKERLAKE_STAGE: z
    .string()
    .regex(/^[a-z][a-z0-9]{0,11}$/, 'a lower case letter, then up to 11 letters and digits')
    .default('prod')
    .meta({ description: 'Part of every name, so that one account can have several stages' }),
  TICKERLAKE_TICKERS: list.optional().meta({
    description: 'Tickers and universes, separated by commas; default: "universe" of tickerlake.config.json',
  }),
  TICKERLAKE_CALLS_PER_MINUTE: z.coerce
    .number()
    .int()
    .min(1)
    .max(1_000)
    .default(5)
    .meta({ description: "The vendor's quota, in calls per minute" }),
  TICKERLAKE_TIMESPAN: z.enum(['minute', 'hour']).default('minute').meta({ description: 'Bar size to request' }),
  TICKERLAKE_LANDING: z
    .enum(['firehose', 's3'])
    .default('firehose')
    .meta({ description: 'How bars are written to the lake: through Firehose or directly to S3' }),
  TICKERLAKE_BUFFER_SECONDS: z.coerce
    .number()
    .int()
    .min(60)
    .max(300)
    .default(60)
    .meta({ description: 'How long Firehose buffers rows for one object, in seconds' }),
  TICKERLAKE_KEY_SECRET: z
    .string()
    .regex(/^[\w/+=.@-]{1,512}$/, 'the name of a secret')
    .optional()
    .meta({
      description:
        "A Secrets Manager secret with the vendor's key; default: the SSM parameter /tickerlake/<stage>/api-key",
    }),
  TICKERLAKE_SCHEDULE: flag.default(false).meta({ description: 'Whether runs start on a schedule' }),
  TICKERLAKE_CRAWLER: z.enum(['off', 'run', 'glue-workflow']).default('off').meta({
    description:
      'A Glue crawler of the landed rows: off, started by each run, or by a Glue workflow after each successful run',
  }),
  TICKERLAKE_GRAFANA_WORKSPACE: z
    .string()
    .regex(/^g-[0-9a-f]{10}$/, 'an Amazon Managed Grafana workspace such as g-0123456789')
    .optional()
    .meta({ description: 'A workspace to which a function applies the dashboards when it is called' }),
  TICKERLAKE_ALARM_EMAIL: z.email().optional().meta({ description: 'E-mail address for alarms' }),
  TICKERLAKE_MONTHLY_BUDGET_USD: z.coerce.number().positive().default(5).meta({ description: 'Monthly budget in USD' }),
  TICKERLAKE_SCAN_LIMIT_MIB: z.coerce
    .number()
    .int()
    .min(10)
    .default(10_240)
    .meta({ description: 'Scan limit per query, in MiB' }),
  TICKERLAKE_KEEP_RELEASES: z.coerce
    .number()
    .int()
    .min(1)
    .max(1_000)
    .default(30)
    .meta({ description: 'Number of releases kept for rollback' }),
});

/** What is deployed, and where. */
export interface InfraConfig {
  readonly account: string;
  readonly region: string;
  readonly stage: string;
  /** Null: the universe of the configuration, with the dates of its members. */
  readonly tickers: readonly string[] | null;
  readonly callsPerMinute: number;
  readonly timespan: 'minute' | 'hour';
  readonly landing: 'firehose' | 's3';
  readonly bufferSeconds: number;
  /** Null: the key is in the SSM parameter of the stage. */
  readonly keySecret: string | null;
  readonly isScheduled: boolean;
  readonly crawler: 'off' | 'run' | 'glue-workflow';
  /** Null: no function for dashboards. */
  readonly grafanaWorkspace: string | null;
  readonly alarmEmail: string | null;
  readonly monthlyBudgetUsd: number;
  readonly scanLimitBytes: number;
  readonly keepReleases: number;
  /** Calendar, instruments and tolerance, for the functions. */
  readonly market: MarketSettings;
}

/**
 * Reads what to deploy from the environment; the only place that reads it.
 *
 * @param configFile the text of `tickerlake.config.json`, whose calendar, instruments and tolerance the functions get too;
 * null for none.
 * @throws {InfraError} naming every malformed variable, or what is wrong with the file.
 * @example
 * readConfig({ TICKERLAKE_STAGE: 'dev' }).isScheduled; // false
 */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>> = process.env,
  configFile: string | null = null,
): InfraConfig {
  const parsed = Environment.safeParse(environment);
  if (!parsed.success)
    throw new InfraError(`Some environment variables are invalid:\n${z.prettifyError(parsed.error)}`);
  const { data } = parsed;
  return {
    account: data.CDK_DEFAULT_ACCOUNT,
    region: data.CDK_DEFAULT_REGION,
    stage: data.TICKERLAKE_STAGE,
    tickers: data.TICKERLAKE_TICKERS ?? null,
    callsPerMinute: data.TICKERLAKE_CALLS_PER_MINUTE,
    timespan: data.TICKERLAKE_TIMESPAN,
    landing: data.TICKERLAKE_LANDING,
    bufferSeconds: data.TICKERLAKE_BUFFER_SECONDS,
    keySecret: data.TICKERLAKE_KEY_SECRET ?? null,
    isScheduled: data.TICKERLAKE_SCHEDULE,
    crawler: data.TICKERLAKE_CRAWLER,
    grafanaWorkspace: data.TICKERLAKE_GRAFANA_WORKSPACE ?? null,
    alarmEmail: data.TICKERLAKE_ALARM_EMAIL ?? null,
    monthlyBudgetUsd: data.TICKERLAKE_MONTHLY_BUDGET_USD,
    scanLimitBytes: data.TICKERLAKE_SCAN_LIMIT_MIB * 1024 ** 2,
    keepReleases: data.TICKERLAKE_KEEP_RELEASES,
    market: readMarket(configFile),
  };
}

function readMarket(configFile: string | null): MarketSettings {
  try {
    return pickMarketSettings(JSON.parse(configFile ?? '{}'));
  } catch (cause) {
    const problems = cause instanceof z.ZodError ? z.prettifyError(cause) : String(cause);
    throw new InfraError(`tickerlake.config.json cannot be used:\n${problems}`);
  }
}

/**
 * The environment variables with their descriptions, for help and guides.
 *
 * @example
 * describeSettings()[0]?.name; // 'CDK_DEFAULT_ACCOUNT'
 */
export const describeSettings = (): readonly { readonly name: string; readonly description: string }[] =>
  Object.entries(Environment.shape).map(([variable, schema]) => ({
    name: variable,
    description: schema.meta()?.description ?? '',
  }));
