import { readGluePages } from '@tickerlake/athena-sql';
import { rawBarsTable } from '@tickerlake/record-schema';
import { PipelineError } from '../../../values/errors.ts';
import { rawBarsInput } from '../../../release/iceberg/ensure-tables.ts';
import { landingFolder } from '../../../storage/objects/lake-layout.ts';
import { isMissingInGlue } from '../../../engines/lake/lake-glue.ts';
import type { CrawledTable, CrawlerGlue } from './crawler-glue.ts';
import type { CrawlerLocation } from './start-crawl.ts';

type Catalog = CrawlerLocation & { readonly glue: Pick<CrawlerGlue, 'getTable' | 'getTables'> };

/**
 * The tables whose location is in the landing, or above it: what a crawler may add to when it takes folders apart or together.
 *
 * @example
 * const before = await tablesOfLanding(crawler); // ['raw_bars']
 */
export async function tablesOfLanding({ glue, database, location }: Catalog): Promise<string[]> {
  const landing = `${location}${landingFolder}`;
  const names: string[] = [];
  for await (const { TableList = [] } of readGluePages((page) => glue.getTables({ DatabaseName: database, ...page })))
    for (const { Name = '', StorageDescriptor } of TableList) {
      const place = toFolder(StorageDescriptor?.Location);
      if (place !== '' && (place.startsWith(landing) || landing.startsWith(place))) names.push(Name);
    }
  return names.sort();
}

/**
 * Compares what the crawler left with what the pipeline needs: the table exists, at our location, with our columns, types and
 * partitions, and no other table was created.
 *
 * @param before the tables of the landing before the crawl.
 * @throws {PipelineError} with every difference, old and new.
 * @example
 * await checkCrawl(crawler, before);
 */
export async function checkCrawl(crawler: Catalog, before: readonly string[]): Promise<void> {
  const { glue, database, location, name } = crawler;
  const found = await glue.getTable({ DatabaseName: database, Name: rawBarsTable.name }).catch((cause: unknown) => {
    if (isMissingInGlue(cause)) return { Table: undefined };
    throw cause;
  });
  const added = (await tablesOfLanding(crawler)).filter(
    (table) => !before.includes(table) && table !== rawBarsTable.name,
  );
  const faults = [
    ...(found.Table === undefined ? [`the table ${rawBarsTable.name} is gone`] : faultsOf(found.Table, location)),
    ...added.map((table) => `it made the table ${table} of a part of the landing`),
  ];
  if (faults.length === 0) return;
  throw new PipelineError(
    `The crawl of ${name} left ${database}.${rawBarsTable.name} other than the pipeline writes it: ${faults.join('; ')}. Is something else below ${location}${landingFolder}? Set the crawler to UpdateBehavior LOG, TableGroupingPolicy CombineCompatibleSchemas and InheritFromTable, delete what it made (raw_bars is made again), then run again. Nothing was published.`,
    { stage: 'verify', transient: false },
  );
}

function faultsOf(table: CrawledTable, location: string): string[] {
  const wanted = rawBarsInput(location);
  const place = toFolder(table.StorageDescriptor?.Location);
  return [
    ...(place === wanted.StorageDescriptor.Location
      ? []
      : [`its location was ${wanted.StorageDescriptor.Location} and is ${place || 'none'}`]),
    ...columnFaults('column', wanted.StorageDescriptor.Columns, table.StorageDescriptor?.Columns ?? []),
    ...columnFaults('partition key', wanted.PartitionKeys, table.PartitionKeys ?? []),
  ];
}

type Columns = readonly { readonly Name: string | undefined; readonly Type?: string | undefined }[];

function columnFaults(kind: string, wanted: Columns, found: Columns): string[] {
  const types = new Map(found.map(({ Name = '', Type = '' }) => [Name, Type]));
  const ours = new Set(wanted.map(({ Name }) => Name));
  return [
    ...wanted.flatMap(({ Name = '', Type = '' }) => {
      const type = types.get(Name);
      if (type === undefined) return [`${kind} ${Name} was ${Type} and is gone`];
      return type === Type ? [] : [`${kind} ${Name} was ${Type} and is ${type}`];
    }),
    ...found.flatMap(({ Name, Type }) => (ours.has(Name) ? [] : [`${kind} ${Name} was not there and is ${Type}`])),
  ];
}

const toFolder = (location = ''): string => (location === '' || location.endsWith('/') ? location : `${location}/`);
