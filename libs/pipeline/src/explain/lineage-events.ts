import { createHash } from 'node:crypto';
import { explainedTables, rawBarLists } from '@tickerlake/record-schema';
import type { ExplainedRun, Explanation } from './explanation.ts';

/** Where the datasets are, in OpenLineage's names. */
export interface DatasetPlace {
  /** Of the published tables: `file`, `trino://host:port`, `awsathena://athena.eu-central-1.amazonaws.com`. */
  readonly tables: { readonly namespace: string; nameOf(table: string): string };
  /** Of the landed files: `file`, `s3://bucket`. */
  readonly files: { readonly namespace: string; nameOf(path: string): string };
}

/** A field of an input dataset that an output field is computed from. */
interface InputField {
  readonly namespace: string;
  readonly name: string;
  readonly field: string;
  readonly transformations: readonly {
    readonly type: 'DIRECT';
    readonly subtype: 'AGGREGATION';
    readonly description: string;
    readonly masking: boolean;
  }[];
}

/** What every facet says of itself. */
interface Facet {
  readonly _producer: string;
  readonly _schemaURL: string;
}

/** A dataset of an event. */
export interface LineageDataset {
  readonly namespace: string;
  readonly name: string;
  readonly facets?: {
    readonly schema?: Facet & {
      readonly fields: readonly { readonly name: string; readonly type: string; readonly description: string }[];
    };
    readonly version?: Facet & { readonly datasetVersion: string };
    readonly columnLineage?: Facet & {
      readonly fields: Readonly<Record<string, { readonly inputFields: readonly InputField[] }>>;
    };
  };
}

/** An OpenLineage RunEvent. */
export interface LineageEvent {
  readonly eventType: 'START' | 'COMPLETE';
  readonly eventTime: string;
  readonly producer: string;
  readonly schemaURL: string;
  readonly run: { readonly runId: string };
  readonly job: { readonly namespace: string; readonly name: string };
  readonly inputs: readonly LineageDataset[];
  readonly outputs: readonly LineageDataset[];
}

const producer = 'urn:tickerlake:0.1.0';
const spec = 'https://openlineage.io/spec';
const facet = (name: string, version: string): Facet => ({
  _producer: producer,
  _schemaURL: `${spec}/facets/${version}/${name}.json#/$defs/${name}`,
});

/**
 * An explanation as OpenLineage RunEvents (spec 2-0-2): for each run that fetched base bars of the value, `ingest` from the source to the
 * landed files and `build` from those to the table, each with START and COMPLETE. The table carries its schema, the release as its
 * version, and from which fields of the landed files the column is computed.
 *
 * Run ids are UUIDs by the specification: they are made from the names of run and job, so that the same run gets the same id.
 *
 * @example
 * const lines = lineageEvents(explanation, place).map((event) => JSON.stringify(event));
 */
export function lineageEvents(explanation: Explanation, place: DatasetPlace): LineageEvent[] {
  return explanation.runs.flatMap((run) => {
    const files = filesOf(explanation, run, place);
    if (files.length === 0) return [];
    const fetchedAt = explanation.bars
      .filter(({ runId }) => runId === run.runId)
      .map((bar) => bar.fetchedAt)
      .sort();
    const startedAt = run.startedAt ?? fetchedAt[0] ?? explanation.release.publishedAt;
    const landedAt = fetchedAt.at(-1) ?? startedAt;
    const builtAt = run.endedAt ?? explanation.release.publishedAt;
    const source = { namespace: run.source ?? explanation.release.source, name: `bars/${explanation.ticker}` };
    return [
      ...eventsOf('ingest', run, { from: startedAt, to: landedAt, inputs: [source], outputs: files }),
      ...eventsOf('build', run, {
        from: landedAt,
        to: builtAt,
        inputs: files,
        outputs: [tableOf(explanation, files, place)],
      }),
    ];
  });
}

function eventsOf(
  job: 'ingest' | 'build',
  { runId, source }: ExplainedRun,
  facts: {
    readonly from: string;
    readonly to: string;
    readonly inputs: readonly LineageDataset[];
    readonly outputs: readonly LineageDataset[];
  },
): LineageEvent[] {
  const { from, to, inputs, outputs } = facts;
  const common = {
    producer,
    schemaURL: `${spec}/2-0-2/OpenLineage.json#/$defs/RunEvent`,
    run: { runId: toUuid(`${runId} ${job}`) },
    job: { namespace: 'tickerlake', name: `${job}.${source ?? 'unknown'}` },
  };
  return [
    { eventType: 'START', eventTime: from, ...common, inputs, outputs: [] },
    { eventType: 'COMPLETE', eventTime: to, ...common, inputs, outputs },
  ];
}

/** The landed files that hold bars of the run, each once. */
function filesOf({ bars }: Explanation, { runId }: ExplainedRun, { files }: DatasetPlace): LineageDataset[] {
  const paths = bars.filter((bar) => bar.runId === runId).flatMap(({ raw }) => raw?.path ?? []);
  return [...new Set(paths)].map((path) => ({ namespace: files.namespace, name: files.nameOf(path) }));
}

function tableOf(
  { table, column, formula, release }: Explanation,
  files: readonly LineageDataset[],
  { tables }: DatasetPlace,
): LineageDataset {
  const columns = explainedTables.find((one) => one.table.name === table)?.table.columns ?? [];
  const transformations = [
    { type: 'DIRECT', subtype: 'AGGREGATION', description: `${column} = ${formula.text}`, masking: false },
  ] as const;
  return {
    namespace: tables.namespace,
    name: tables.nameOf(table),
    facets: {
      schema: {
        ...facet('SchemaDatasetFacet', '1-2-0'),
        fields: columns.map(({ name, type, meaning }) => ({ name, type, description: meaning })),
      },
      version: { ...facet('DatasetVersionDatasetFacet', '1-0-1'), datasetVersion: `release ${release.id}` },
      columnLineage: {
        ...facet('ColumnLineageDatasetFacet', '1-2-0'),
        fields: {
          [column]: {
            inputFields: files.flatMap(({ namespace, name }) =>
              formula.reads.map((field) => ({
                namespace,
                name,
                field: listOf.get(field) ?? field,
                transformations,
              })),
            ),
          },
        },
      },
    },
  };
}

/** What landed lines call a column of the bars. */
const listOf: ReadonlyMap<string, string> = new Map([
  ...rawBarLists.map(({ value, list }) => [value, list] as const),
  ['bar_start', 'starts_ms'],
]);

/** A UUID (RFC 9562, version 8) made from a name. */
function toUuid(name: string): string {
  const bytes = createHash('sha256').update(`tickerlake ${name}`).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
