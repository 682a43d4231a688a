import { tickerOrUniverseSchema } from '@tickerlake/record-schema';
import * as z from 'zod';
import { InfraError } from './infra-error.ts';

const flag = z.enum(['true', 'false']).transform((text) => text === 'true');
const list = z.string().transform((text) => text.split(',').map((item) => item.trim()).filter((item) => item !== '')).pipe(z.array(tickerOrUniverseSchema).min(1));

const Environment = z.object({
  CDK_DEFAULT_ACCOUNT: z.string().regex(/^\d{12}$/).default('111111111111').meta({ description: 'The account, as the CDK command finds it; a made-up one is enough to look at the template' }),
  CDK_DEFAULT_REGION: z.string().min(1).default('us-east-1').meta({ description: 'The region, as the CDK command finds it' }),
  TICKERLAKE_STAGE: z.string().regex(/^[a-z][a-z0-9]{0,11}$/, 'a lower case letter, then up to 11 letters and digits').default('prod').meta({ description: 'Part of every name, so that several can live in one account' }),
  TICKERLAKE_TICKERS: list.default(['magnificent7']).meta({ description: 'Tickers and universes, with commas' }),
  TICKERLAKE_CALLS_PER_MINUTE: z.coerce.number().int().min(1).max(1_000).default(5).meta({ description: "The vendor's quota" }),
  TICKERLAKE_TIMESPAN: z.enum(['minute', 'hour']).default('minute').meta({ description: 'Bars to ask for' }),
  TICKERLAKE_LANDING: z.enum(['firehose', 's3']).default('firehose').meta({ description: 'How bars reach the lake' }),
  TICKERLAKE_BUFFER_SECONDS: z.coerce.number().int().min(60).max(300).default(60).meta({ description: 'How long Firehose collects rows for one object' }),
  TICKERLAKE_KEY_SECRET: z.string().regex(/^[\w/+=.@-]{1,512}$/, 'the name of a secret').optional().meta({ description: "A secret of Secrets Manager that holds the vendor's key; default: the SSM parameter /tickerlake/<stage>/api-key" }),
  TICKERLAKE_SCHEDULE: flag.default(false).meta({ description: 'Whether runs start by themselves' }),
  TICKERLAKE_CRAWLER: z.enum(['off', 'run', 'glue-workflow']).default('off').meta({ description: 'A Glue crawler over the landed rows: none, started by each run, or by a Glue workflow after each run that succeeded' }),
  TICKERLAKE_GRAFANA_WORKSPACE: z.string().regex(/^g-[0-9a-f]{10}$/, 'an Amazon Managed Grafana workspace such as g-0123456789').optional().meta({ description: 'A workspace that a function puts the dashboards into when it is called' }),
  TICKERLAKE_ALARM_EMAIL: z.email().optional().meta({ description: 'Who is told of alarms' }),
  TICKERLAKE_MONTHLY_BUDGET_USD: z.coerce.number().positive().default(5).meta({ description: 'Spending that is told of' }),
  TICKERLAKE_SCAN_LIMIT_MIB: z.coerce.number().int().min(10).default(10_240).meta({ description: 'Bytes that one query may scan' }),
  TICKERLAKE_KEEP_RELEASES: z.coerce.number().int().min(1).max(1_000).default(30).meta({ description: 'Releases to go back to' }),
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
  readonly bufferSeconds: number;
  /** Null: the key lies in the SSM parameter of the stage. */
  readonly keySecret: string | null;
  readonly isScheduled: boolean;
  readonly crawler: 'off' | 'run' | 'glue-workflow';
  /** Null: no function for dashboards. */
  readonly grafanaWorkspace: string | null;
  readonly alarmEmail: string | null;
  readonly monthlyBudgetUsd: number;
  readonly scanLimitBytes: number;
  readonly keepReleases: number;
}

/**
 * Reads what to deploy from the environment, the only place that does.
 *
 * @throws {InfraError} that lists every variable that is malformed.
 * @example
 * readConfig({ TICKERLAKE_STAGE: 'dev' }).isScheduled; // false
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>> = process.env): InfraConfig {
  const parsed = Environment.safeParse(environment);
  if (!parsed.success) throw new InfraError(`The environment does not say what to deploy:\n${z.prettifyError(parsed.error)}`);
  const { data } = parsed;
  return {
    account: data.CDK_DEFAULT_ACCOUNT,
    region: data.CDK_DEFAULT_REGION,
    stage: data.TICKERLAKE_STAGE,
    tickers: data.TICKERLAKE_TICKERS,
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
  };
}

/**
 * The variables that say what is deployed, for help and guides.
 *
 * @example
 * describeSettings()[0]?.name; // 'CDK_DEFAULT_ACCOUNT'
 */
export const describeSettings = (): readonly { readonly name: string; readonly description: string }[] =>
  Object.entries(Environment.shape).map(([variable, schema]) => ({ name: variable, description: schema.meta()?.description ?? '' }));
