import { ConfigError, type MarketSettings, marketSettingsText, s3FolderPattern } from '@tickerlake/pipeline';
import { type Member, membersOf, namedMembers, tickerOrUniverseSchema } from '@tickerlake/record-schema';
import * as z from 'zod';

const list = z.string().transform((text) =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== ''),
);

const Environment = z.object({
  LAKE_LOCATION: z
    .string()
    .regex(s3FolderPattern, 'write s3://bucket/folder/, with the trailing /')
    .meta({ description: "The lake's folder" }),
  DATABASE: z
    .string()
    .regex(/^[a-z][a-z0-9_]*$/)
    .meta({ description: "The lake's Glue database" }),
  WORKGROUP: z.string().min(1).meta({ description: 'The Athena workgroup; it must not enforce an output location' }),
  INGEST_FUNCTION: z.string().min(1).meta({ description: 'Qualified ARN of ingest-lambda' }),
  TICKERS: list
    .pipe(z.array(tickerOrUniverseSchema).min(1))
    .optional()
    .meta({ description: 'Tickers and universes, separated by commas; default: the universe of MARKET_SETTINGS' }),
  TIMESPAN: z.enum(['minute', 'hour']).default('minute').meta({ description: 'Bar size to request' }),
  CALLS_PER_MINUTE: z.coerce
    .number()
    .int()
    .min(1)
    .max(1_000)
    .default(5)
    .meta({ description: "The vendor's quota, in calls per minute" }),
  KEEP_RELEASES: z.coerce
    .number()
    .int()
    .min(1)
    .default(30)
    .meta({ description: 'Number of releases kept for rollback' }),
  STAGE: z.string().min(1).default('prod').meta({ description: 'Part of every name' }),
  LANDING: z
    .enum(['firehose', 's3'])
    .default('firehose')
    .meta({ description: 'How bars are written to the lake: through Firehose or directly to S3' }),
  LANDED_DEADLINE_MINUTES: z.coerce
    .number()
    .int()
    .min(1)
    .max(1_440)
    .default(60)
    .meta({ description: 'How long a delivery may take, in minutes' }),
  CRAWLER: z.string().min(1).optional().meta({ description: 'A Glue crawler to run after bars have landed' }),
  MARKET_SETTINGS: marketSettingsText.meta({ description: 'Universe, calendar, instruments and tolerance, as JSON' }),
  ALARM_TOPIC: z.string().min(1).optional().meta({ description: 'SNS topic for failed runs' }),
});

/** The settings of the workflow. */
export interface OrchestratorConfig {
  readonly location: string;
  readonly database: string;
  readonly workGroup: string;
  readonly ingestFunction: string;
  /** Tickers, each with the dates on which it is expected. */
  readonly members: readonly Member[];
  readonly barMs: number;
  readonly callsPerMinute: number;
  readonly keepReleases: number;
  readonly stage: string;
  readonly landing: 'firehose' | 's3';
  readonly landedDeadlineMs: number;
  readonly crawler: string | null;
  readonly alarmTopic: string | null;
  readonly market: MarketSettings;
}

/**
 * Reads the orchestrator's settings from the environment.
 *
 * @throws {ConfigError} when variables are missing or malformed; it lists every problem.
 * @example
 * readConfig({ LAKE_LOCATION: 's3://lake/tickerlake/polygon/', DATABASE: 'tickerlake_polygon', WORKGROUP: 'w',
 * INGEST_FUNCTION: 'arn', TICKERS: 'magnificent7' }).members.length; // 7
 */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): OrchestratorConfig {
  const { data, error } = Environment.safeParse(environment);
  if (data === undefined) throw new ConfigError('workflow-orchestrator', z.prettifyError(error));
  return {
    location: data.LAKE_LOCATION,
    database: data.DATABASE,
    workGroup: data.WORKGROUP,
    ingestFunction: data.INGEST_FUNCTION,
    members: data.TICKERS === undefined ? membersOf(data.MARKET_SETTINGS.universe) : namedMembers(data.TICKERS),
    barMs: data.TIMESPAN === 'hour' ? 3_600_000 : 60_000,
    callsPerMinute: data.CALLS_PER_MINUTE,
    keepReleases: data.KEEP_RELEASES,
    stage: data.STAGE,
    landing: data.LANDING,
    landedDeadlineMs: data.LANDED_DEADLINE_MINUTES * 60_000,
    crawler: data.CRAWLER ?? null,
    alarmTopic: data.ALARM_TOPIC ?? null,
    market: data.MARKET_SETTINGS,
  };
}

const DispatcherEnvironment = z.object({
  ORCHESTRATOR_FUNCTION: z.string().min(1).meta({ description: 'Qualified ARN of the orchestrator' }),
});

/**
 * Reads the dispatcher's settings from the environment.
 *
 * @throws {ConfigError} when ORCHESTRATOR_FUNCTION is missing.
 * @example
 * readDispatcherConfig({ ORCHESTRATOR_FUNCTION: 'arn:aws:lambda:...:live' }).orchestrator;
 */
export function readDispatcherConfig(environment: Readonly<Record<string, string | undefined>> = process.env): {
  readonly orchestrator: string;
} {
  const { data, error } = DispatcherEnvironment.safeParse(environment);
  if (data === undefined) throw new ConfigError('the dispatcher', z.prettifyError(error));
  return { orchestrator: data.ORCHESTRATOR_FUNCTION };
}
