import { Athena, type ListQueryExecutionsCommandOutput } from '@aws-sdk/client-athena';
import { Firehose } from '@aws-sdk/client-firehose';
import { Glue } from '@aws-sdk/client-glue';
import { S3 } from '@aws-sdk/client-s3';
import { createTrinoClient } from '@tickerlake/athena-sql';
import { pickMarketSettings, systemClock } from '@tickerlake/pipeline';
import { onTestFinished, type ProvidedContext } from 'vitest';
import type { OrchestratorConfig } from '../config.ts';

declare module 'vitest' {
  interface ProvidedContext {
    engines: {
      readonly athenaEndpoint: string;
      readonly glueEndpoint: string;
      readonly firehoseEndpoint: string;
      readonly s3Endpoint: string;
      readonly trinoUrl: string;
      readonly bucket: string;
    };
  }
}

/** Called before every AWS call and after its response arrived; may throw to simulate a process that dies there. */
export type CallListener = (call: {
  readonly service: string;
  readonly name: string;
  readonly when: 'before' | 'after';
}) => void;

const access = { region: 'us-east-1', credentials: { accessKeyId: 'x', secretAccessKey: 'x' } };
let lakes = 0;

/** The client, reporting its calls. Outside the SDK's retries: a dead process does not retry. */
function listening<Client extends object>(client: Client, service: string, onCall: CallListener): Client {
  return new Proxy(client, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function' || typeof name !== 'string' || name === 'destroy') return value;
      return async (...args: unknown[]): Promise<unknown> => {
        onCall({ service, name, when: 'before' });
        const answer: unknown = await value.apply(target, args);
        onCall({ service, name, when: 'after' });
        return answer;
      };
    },
  });
}

/**
 * A separate lake on the rig, with a stream that delivers into it, and the real SDK clients.
 *
 * @example
 * const aws = await createRigAws(inject('engines'));
 */
export async function createRigAws(engines: ProvidedContext['engines'], onCall: CallListener = () => {}) {
  lakes += 1;
  const name = `flow_${process.pid}_${Date.now()}_${lakes}`;
  const root = `${name}/polygon/`;
  const s3 = listening(new S3({ ...access, endpoint: engines.s3Endpoint, forcePathStyle: true }), 's3', onCall);
  const glue = listening(new Glue({ ...access, endpoint: engines.glueEndpoint }), 'glue', onCall);
  const athena = listening(new Athena({ ...access, endpoint: engines.athenaEndpoint }), 'athena', onCall);
  const firehose = new Firehose({ ...access, endpoint: engines.firehoseEndpoint });
  await athena.createWorkGroup({
    Name: name,
    Configuration: {
      EnforceWorkGroupConfiguration: false,
      ResultConfiguration: { OutputLocation: `s3://${engines.bucket}/${name}/results/` },
    },
  });
  await firehose.createDeliveryStream({
    DeliveryStreamName: name,
    ExtendedS3DestinationConfiguration: {
      BucketARN: `arn:aws:s3:::${engines.bucket}`,
      RoleARN: 'arn:aws:iam::123456789012:role/firehose',
      CompressionFormat: 'GZIP',
      FileExtension: '.ndjson.gz',
      Prefix: `${root}landing/raw_bars/!{timestamp:yyyy-MM-dd}/`,
      ErrorOutputPrefix: `${root}landing-errors/!{firehose:error-output-type}/!{timestamp:yyyy-MM-dd}/`,
      BufferingHints: { IntervalInSeconds: 60, SizeInMBs: 64 },
    },
  });
  onTestFinished(async () => {
    await firehose.deleteDeliveryStream({ DeliveryStreamName: name });
    for (const client of [s3, glue, athena, firehose]) client.destroy();
  });
  const config: OrchestratorConfig = {
    location: `s3://${engines.bucket}/${root}`,
    database: name,
    workGroup: name,
    ingestFunction: 'arn:aws:lambda:us-east-1:123456789012:function:ingest:live',
    members: [{ ticker: 'AAPL' }],
    barMs: 60_000,
    callsPerMinute: 5,
    keepReleases: 5,
    stage: 'test',
    landing: 'firehose',
    landedDeadlineMs: 86_400_000,
    crawler: null,
    alarmTopic: null,
    market: pickMarketSettings({}),
  };
  const trino = createTrinoClient({
    url: engines.trinoUrl,
    user: 'test',
    catalog: 'awsdatacatalog',
    schema: name,
    fetch,
    clock: systemClock,
    random: Math.random,
  });
  return {
    name,
    config,
    s3,
    glue,
    athena,
    firehose,
    /** Delivers the contents of the stream immediately. */
    deliver: () => fetch(`${engines.firehoseEndpoint}/rig/firehose-flush`, { method: 'POST', body: name }),
    /** Rows on Trino, as readers see them. */
    async rows(sql: string): Promise<unknown[][]> {
      const rows: unknown[][] = [];
      for await (const page of trino.pages(sql)) rows.push(...page.rows.map((row) => [...row]));
      return rows;
    },
    /** The data statements that Athena has run in this lake, with repetitions. */
    async statements(): Promise<string[]> {
      const texts: string[] = [];
      let page: { NextToken?: string } | null = {};
      while (page !== null) {
        const { QueryExecutionIds = [], NextToken }: ListQueryExecutionsCommandOutput =
          await athena.listQueryExecutions({ WorkGroup: name, ...page });
        for (const QueryExecutionId of QueryExecutionIds) {
          const { QueryExecution } = await athena.getQueryExecution({ QueryExecutionId });
          if (QueryExecution?.StatementType !== 'DDL') texts.push(QueryExecution?.Query ?? '');
        }
        page = NextToken === undefined ? null : { NextToken };
      }
      return texts;
    },
  };
}

/** A lake on the rig. */
export type RigAws = Awaited<ReturnType<typeof createRigAws>>;
