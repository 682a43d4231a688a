import * as z from 'zod';

const list = z.string().transform((text) => text.split(',').map((item) => item.trim()).filter((item) => item !== ''));
const flag = z.enum(['true', 'false']).transform((text) => text === 'true');

const Environment = z.object({
  CDK_DEFAULT_ACCOUNT: z.string().regex(/^\d{12}$/).default('111111111111').meta({ description: 'The account; a made-up one is enough to look at the templates' }),
  CDK_DEFAULT_REGION: z.string().min(1).default('us-east-1').meta({ description: 'The region' }),
  TICKERLAKE_STAGE: z.string().regex(/^[a-z][a-z0-9]{0,11}$/).default('prod').meta({ description: 'Part of every name, so that several can live in one account' }),
  TICKERLAKE_TICKERS: list.default(['magnificent7']).meta({ description: 'Tickers and universes, with commas' }),
  TICKERLAKE_CALLS_PER_MINUTE: z.coerce.number().int().positive().default(5).meta({ description: "The vendor's quota" }),
  TICKERLAKE_TIMESPAN: z.enum(['minute', 'hour']).default('minute').meta({ description: 'Bars to ask for' }),
  TICKERLAKE_LANDING: z.enum(['firehose', 's3']).default('firehose').meta({ description: 'How bars reach the lake' }),
  TICKERLAKE_SCHEDULE: flag.default(false).meta({ description: 'Whether runs start by themselves' }),
  TICKERLAKE_CRAWLER: flag.default(false).meta({ description: 'Whether a Glue crawler catalogues the raw bars; partition projection needs none' }),
  TICKERLAKE_ALARM_EMAIL: z.email().optional().meta({ description: 'Who is told of alarms' }),
  TICKERLAKE_MONTHLY_BUDGET_USD: z.coerce.number().positive().default(5).meta({ description: 'Spending that raises an alarm' }),
  TICKERLAKE_SCAN_LIMIT_MIB: z.coerce.number().int().min(10).default(10_240).meta({ description: 'Bytes that one query may scan' }),
  TICKERLAKE_KEEP_RELEASES: z.coerce.number().int().min(1).default(30).meta({ description: 'Releases to go back to' }),
});

/** What is deployed, and where. */
export interface InfraConfig {
  readonly account: string;
  readonly region: string;
  readonly stage: string;
  readonly tickers: readonly string[];
  readonly callsPerMinute: number;
  readonly timespan: 'minute' | 'hour';
  readonly landing: 'firehose' | 's3';
  readonly isScheduled: boolean;
  readonly hasCrawler: boolean;
  readonly alarmEmail: string | null;
  readonly monthlyBudgetUsd: number;
  readonly scanLimitBytes: number;
  readonly keepReleases: number;
}

/**
 * Reads what to deploy from the environment, the only place that does.
 *
 * @throws {Error} that lists every variable that is malformed.
 * @example
 * readConfig({ TICKERLAKE_STAGE: 'dev' }).isScheduled; // false
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>> = process.env): InfraConfig {
  const parsed = Environment.safeParse(environment);
  if (!parsed.success) throw new Error(`The environment does not say what to deploy:\n${z.prettifyError(parsed.error)}`);
  const { data } = parsed;
  return {
    account: data.CDK_DEFAULT_ACCOUNT,
    region: data.CDK_DEFAULT_REGION,
    stage: data.TICKERLAKE_STAGE,
    tickers: data.TICKERLAKE_TICKERS,
    callsPerMinute: data.TICKERLAKE_CALLS_PER_MINUTE,
    timespan: data.TICKERLAKE_TIMESPAN,
    landing: data.TICKERLAKE_LANDING,
    isScheduled: data.TICKERLAKE_SCHEDULE,
    hasCrawler: data.TICKERLAKE_CRAWLER,
    alarmEmail: data.TICKERLAKE_ALARM_EMAIL ?? null,
    monthlyBudgetUsd: data.TICKERLAKE_MONTHLY_BUDGET_USD,
    scanLimitBytes: data.TICKERLAKE_SCAN_LIMIT_MIB * 1024 ** 2,
    keepReleases: data.TICKERLAKE_KEEP_RELEASES,
  };
}
