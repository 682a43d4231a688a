import { grafanaSettings } from '@tickerlake/grafana-provisioning';
import { marketSettings, s3FolderPattern, sourceNames, sources } from '@tickerlake/pipeline';
import { tickerSchema } from '@tickerlake/record-schema';
import * as z from 'zod';
import { notifySchema } from './notify-schema.ts';
import { targetNames } from './target-names.ts';

const ticker = tickerSchema.meta({ description: 'a ticker as the vendor spells it, case-sensitive' });

const split = z.strictObject({
  ticker,
  executionDate: z.iso
    .date('write it as YYYY-MM-DD')
    .meta({ description: 'the first day of the new shares, in New York' }),
  splitFrom: z.number().positive().meta({ description: 'number of old shares' }),
  splitTo: z.number().positive().meta({ description: 'number of new shares' }),
});

const sizePattern = /^\d+(\.\d+)?\s*[KMGT]?B$/;

const folderInS3 = z.string().regex(s3FolderPattern, 'write it as s3://bucket/folder/, with the / at the end');

/** Typed as nothing: only the sources read their settings. */
const sourceSettings: Readonly<Record<never, z.ZodType>> = Object.fromEntries(
  sources.flatMap(({ settings }) => Object.entries(settings)),
);

/**
 * `tickerlake.config.json`. Everything has a default; unknown keys are refused, so that a misspelt one is not silently
 * ignored. Secrets never go here.
 *
 * @example
 * configSchema.parse({ universe: 'magnificent7', source: 'simulated' });
 */
export const configSchema = z
  .strictObject({
    $schema: z.string().optional().meta({ description: 'for editors' }),
    ...marketSettings,
    source: z
      .enum(sourceNames)
      .optional()
      .meta({ description: 'where bars come from; by default polygon when an API key is set, otherwise simulated' }),
    ...sourceSettings,
    timespan: z.enum(['minute', 'hour']).default('minute').meta({
      description: 'bar size to request: minute bars take the same number of calls and give session-aligned hours',
    }),
    target: z
      .enum(targetNames)
      .default('local')
      .meta({ description: 'where tables are built: on this machine, by your own Trino, or by Athena' }),
    dataDir: z.string().min(1).default('.tickerlake').meta({ description: 'folder of the stores, one per source' }),
    keepReleases: z.int().min(1).max(1000).default(5).meta({ description: 'how many releases to keep for rollback' }),
    memoryLimit: z
      .string()
      .regex(/^\d+(\.\d+)?(MB|GB)$/, 'write it as 512MB or 1.5GB')
      .default('1GB')
      .meta({
        description: 'memory of the local engine; building uses the disk beyond it, a query that needs more fails',
      }),
    quality: z
      .partialRecord(z.enum(['hourly_volatility', 'coverage', 'bars', 'sessions']), z.string())
      .optional()
      .meta({
        description:
          'table to DQDL file; tables without one keep their default rules, quality/hourly_volatility.dqdl and quality/coverage.dqdl',
      }),
    splits: z
      .array(split)
      .refine(
        (splits) =>
          new Set(splits.map(({ ticker: name, executionDate }) => `${name} ${executionDate}`)).size === splits.length,
        'a ticker and day may occur only once',
      )
      .default([])
      .meta({
        description:
          "stock splits in addition to the source's; one of the same ticker and day replaces the source's, and 1 to 1 removes a wrong one",
      }),
    grafana: grafanaSettings.prefault({}),
    lake: z
      .strictObject({
        location: folderInS3
          .optional()
          .meta({ description: 'folder in S3 of the targets trino and aws; each source has its own in it' }),
        database: z
          .string()
          .regex(/^[a-z][a-z0-9_]{0,99}$/, 'lower case letters, digits and _')
          .default('tickerlake')
          .meta({ description: 'name of the Glue database; the source is appended: tickerlake_polygon' }),
        region: z
          .string()
          .min(1)
          .optional()
          .meta({ description: 'AWS region; by default the one of the environment or the profile' }),
        endpoint: z.url().optional().meta({ description: 'endpoint of Glue and Athena, if not AWS' }),
        s3Endpoint: z.url().optional().meta({ description: 'endpoint of S3, if not AWS' }),
        budgetUsd: z.number().positive().optional().meta({
          description:
            'the most one run may cost on AWS, in US dollars; a run whose estimate is higher is refused before it starts',
        }),
        trino: z
          .strictObject({
            url: z.url().default('http://127.0.0.1:8080').meta({ description: 'the coordinator' }),
            user: z.string().min(1).default('tickerlake').meta({ description: 'user name that queries run under' }),
            catalog: z
              .string()
              .min(1)
              .default('awsdatacatalog')
              .meta({ description: 'the Hive catalogue on Glue; it redirects to Iceberg tables' }),
            icebergCatalog: z.string().min(1).default('iceberg').meta({ description: 'the Iceberg catalogue on Glue' }),
          })
          .prefault({})
          .meta({ description: 'the cluster of the target trino' }),
        athena: z
          .strictObject({
            workGroup: z
              .string()
              .min(1)
              .default('primary')
              .meta({ description: 'it must not enforce its own output location' }),
            outputLocation: folderInS3
              .optional()
              .meta({ description: "folder of the query results; by default the workgroup's" }),
            maxScanBytes: z.string().regex(sizePattern, 'write it as 500MB or 10GB').default('10GB').meta({
              description: 'the most that a statement of a command that reads may scan; a run is not limited by it',
            }),
            maxPageBytes: z.string().regex(sizePattern, 'write it as 500MB or 10GB').default('100GB').meta({
              description:
                'the most that all statements of a page may scan, as they are billed, until it is started again',
            }),
          })
          .prefault({})
          .meta({ description: 'settings of the target aws' }),
      })
      .prefault({}),
    notify: notifySchema.prefault({}),
    preview: z
      .strictObject({
        port: z.int().min(1).max(65535).default(4600).meta({ description: 'port of the page on localhost' }),
      })
      .prefault({}),
  })
  .meta({ title: 'tickerlake.config.json' });

/** The configuration, defaults filled in. It holds the settings of the sources, too, which only they read. */
export type Config = z.output<typeof configSchema>;
