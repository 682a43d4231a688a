import { ConfigError, type MarketSettings, marketSettingsText, s3FolderPattern } from '@tickerlake/pipeline';
import * as z from 'zod';

const Environment = z.object({
  API_KEY_PARAMETER: z
    .string()
    .min(1)
    .optional()
    .meta({ description: "The SSM parameter (SecureString) with the vendor's key" }),
  API_KEY_SECRET_ID: z
    .string()
    .min(1)
    .optional()
    .meta({ description: "The AWS Secrets Manager secret with the vendor's key" }),
  LANDING: z
    .enum(['firehose', 's3'])
    .default('firehose')
    .meta({ description: 'How rows land: through a Firehose stream, or directly in the lake' }),
  STREAM_NAME: z.string().min(1).optional().meta({ description: 'The Firehose stream that lands raw bars' }),
  LAKE_LOCATION: z
    .string()
    .regex(s3FolderPattern, 'write s3://bucket/folder/, with the trailing /')
    .optional()
    .meta({ description: "The lake's folder" }),
  CALLS_PER_MINUTE: z.coerce
    .number()
    .int()
    .min(1)
    .max(1_000)
    .default(5)
    .meta({ description: 'Calls per invocation; the caller waits a minute between two invocations' }),
  MARKET_SETTINGS: marketSettingsText.meta({ description: 'Universe, calendar, instruments and tolerance, as JSON' }),
  BASE_URL: z.url().optional().meta({ description: "The vendor's address, if not the default" }),
});

/** Where the vendor's key is stored. */
export type KeyPlace =
  { readonly kind: 'parameter'; readonly name: string } | { readonly kind: 'secret'; readonly secretId: string };

/** How rows land. */
export type LandingPlace =
  { readonly kind: 'firehose'; readonly stream: string } | { readonly kind: 's3'; readonly location: string };

/** The settings of this Lambda. */
export interface Config {
  readonly keyPlace: KeyPlace;
  readonly landing: LandingPlace;
  readonly maxCalls: number;
  readonly baseUrl: string | null;
  readonly market: MarketSettings;
}

/**
 * Reads the settings from the environment; the only place that reads it. The key itself is never in the environment.
 *
 * @throws {ConfigError} when variables are missing or malformed; it lists every problem.
 * @example
 * readConfig({ API_KEY_PARAMETER: '/tickerlake/api-key', STREAM_NAME: 'raw-bars' }).maxCalls; // 5
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>> = process.env): Config {
  const parsed = Environment.safeParse(environment);
  if (!parsed.success) throw new ConfigError('ingest-lambda', z.prettifyError(parsed.error));
  const {
    API_KEY_PARAMETER: name,
    API_KEY_SECRET_ID: secretId,
    CALLS_PER_MINUTE: maxCalls,
    BASE_URL: baseUrl = null,
    MARKET_SETTINGS: market,
  } = parsed.data;
  if ((name === undefined) === (secretId === undefined))
    throw new ConfigError(
      'ingest-lambda',
      '✖ set one of API_KEY_PARAMETER (SSM) and API_KEY_SECRET_ID (Secrets Manager)',
    );
  const keyPlace: KeyPlace =
    name !== undefined ? { kind: 'parameter', name } : { kind: 'secret', secretId: secretId ?? '' };
  return { keyPlace, landing: toLanding(parsed.data), maxCalls, baseUrl, market };
}

function toLanding({
  LANDING: kind,
  STREAM_NAME: stream,
  LAKE_LOCATION: location,
}: z.output<typeof Environment>): LandingPlace {
  if (kind === 'firehose') {
    if (stream === undefined)
      throw new ConfigError('ingest-lambda', '✖ set STREAM_NAME: rows land through Firehose unless LANDING is s3');
    return { kind, stream };
  }
  if (location === undefined)
    throw new ConfigError('ingest-lambda', '✖ set LAKE_LOCATION: with LANDING=s3, rows land there');
  return { kind, location };
}
