import type { AssetClass } from '@tickerlake/record-schema';
import type { RateLimiter, RetryFacts } from '@tickerlake/polygon-client';
import * as z from 'zod';
import type { DuckDbSession } from '../engines/duckdb/duckdb-session.ts';
import type { S3Api } from '../storage/objects/s3-api.ts';
import type { BarSource } from '../ports/bar-source.ts';
import type { Clock } from '../ports/clock.ts';
import type { Calendars } from '../ports/calendars.ts';
import type { SourceName } from '../values/source-name.ts';

/** What is true of a source, whatever its settings: a plan, a build and the documentation follow from it. */
export interface SourceFacts {
  /** In lower case; also the name of its store, so that bars of two sources never mix. */
  readonly name: SourceName;
  /** What it is, in a few words. */
  readonly summary: string;
  /** Tickers of other classes are refused. */
  readonly assetClasses: readonly AssetClass[];
  /** What the time of a bar marks in the source's own data, and in which unit and zone it is written. Pages always carry the start. */
  readonly stamps: { readonly at: 'start' | 'end'; readonly as: string };
  /** Parts of a session that it has bars of. */
  readonly sessions: readonly ('night' | 'pre-market' | 'regular' | 'post-market')[];
  /** Whether prices are adjusted for splits: never, or as each answer says. */
  readonly adjusted: 'never' | 'stated';
  /** Lengths that can be asked for, in ms; of recorded bars, the length is stated with them. */
  readonly barLengthsMs: readonly number[] | 'stated';
  /** Whether it tells of splits; without, only the configured ones are known. */
  readonly hasSplits: boolean;
  /** Calls a minute, unless its settings say otherwise; null when nothing limits them. */
  readonly callsPerMinute: number | null;
  /** Base bars that one call takes at most. */
  readonly barsPerCall: number;
  /** How long a call takes, in ms; 0 on this machine. */
  readonly callMs: number;
  /** Whether an answer without bars says that there are none: then it is remembered, and asked again later and later. */
  readonly confirmsEmpty: boolean;
  /** A fixed set of bars, read whole at no cost: it has no gaps to ask for, and takes no bar back that it lacks. */
  readonly isRecording: boolean;
}

/** An option of the command that only this source reads; with another it is refused, since it would have no effect. */
export interface SourceOption {
  /** As the command line gives it: the name in `flags`, in camel case. */
  readonly key: string;
  readonly flags: string;
  readonly description: string;
  /** The setting that it overrides, for example `polygon.baseUrl`. */
  readonly setting: string;
  /** How its text is read: a folder starts from the working directory, and the setting's from the configuration file. */
  readonly reads: 'text' | 'folder' | 'quota';
  /** Whether the option alone chooses the source. */
  readonly isChoice?: boolean;
}

/** An S3 endpoint and its keys. */
export interface S3Access {
  readonly endpoint: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** What every source is opened with. */
export interface SourceTools {
  readonly calendars: Calendars;
  readonly clock: Clock;
  /** Folder of the source's store on this machine. */
  readonly folder: string;
  /** Values of the environment variables that the sources name; null where one is not set. */
  readonly secret: (variable: string) => string | null;
  /** A limiter whose starts are remembered between commands. */
  readonly createLimiter: (callsPerMinute: number) => RateLimiter;
  /** Called before a failed call is made again. */
  readonly onRetry: (facts: RetryFacts) => void;
  /** The same in words, for a source without the vendor's client. */
  readonly onFailure: (waitMs: number, text: string) => void;
  /** Called now and then while many files are read. */
  readonly onRead: (read: number, total: number) => void;
  /** An engine that spills to a folder, for sources that read files. */
  readonly openEngine: (tempDirectory: string) => Promise<DuckDbSession<unknown>>;
  /** An S3 client with its own keys. */
  readonly openS3: (access: S3Access) => Promise<Pick<S3Api, 'getObject' | 'listObjectsV2'>>;
  /** The simulated market with a seed. */
  readonly simulatedFetch: (seed: string) => typeof fetch;
}

/** A source of bars. To add one: a folder here, and its definition in `sources`. */
export interface SourceDefinition extends SourceFacts {
  /** Keys that it adds to the configuration. */
  readonly settings: Readonly<Record<string, z.ZodType>>;
  readonly options: readonly SourceOption[];
  /** Environment variables of its secrets; the command reads no others for it. */
  readonly secrets: readonly string[];
  /** The vendor's own host, and the one that gets the key by the configuration; null for a source without a key. */
  readonly home: string | null;
  readonly host: (config: object) => string | null;
  /** Opens it; throws RequestError when a key or a folder is missing. */
  readonly open: (config: object, tools: SourceTools) => Promise<BarSource>;
}

/**
 * A source whose settings are typed by their schemas.
 *
 * @param of.load loads the code of the source when it is used.
 * @example
 * const simulated = defineSource({ ...facts, settings: { simulated: z.strictObject({ seed: z.string() }) }, load, options: [], secrets: [] });
 */
export function defineSource<Shape extends z.ZodRawShape & Readonly<Record<string, z.ZodType>>>(
  of: Omit<SourceDefinition, 'settings' | 'home' | 'host' | 'open'> & {
    readonly settings: Shape;
    readonly home?: string;
    readonly host?: (settings: z.output<z.ZodObject<Shape>>) => string;
    readonly load: () => Promise<
      (settings: z.output<z.ZodObject<Shape>>, tools: SourceTools) => BarSource | Promise<BarSource>
    >;
  },
): SourceDefinition {
  const { load, home = null, host, ...definition } = of;
  const schema = z.object(of.settings);
  return {
    ...definition,
    home,
    host: (config) => (host === undefined ? null : host(schema.parse(config))),
    open: async (config, tools) => (await load())(schema.parse(config), tools),
  };
}
