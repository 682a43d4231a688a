import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { Match, type Template } from 'aws-cdk-lib/assertions';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { tables } from '@tickerlake/record-schema';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import * as z from 'zod';
import { checkedApp, synthesize, withFolder } from './testing/synthesize.ts';

const canary = 'canary-5f2c9d';
const variants = {
  prod: {},
  full: {
    TICKERLAKE_SCHEDULE: 'true',
    TICKERLAKE_CRAWLER: 'glue-workflow',
    TICKERLAKE_ALARM_EMAIL: 'team@example.com',
    TICKERLAKE_BUFFER_SECONDS: '300',
    TICKERLAKE_GRAFANA_WORKSPACE: 'g-0123456789',
    TICKERLAKE_TICKERS: 'magnificent7, X:BTCUSD',
    MASSIVE_API_KEY: canary,
  },
  direct: { TICKERLAKE_LANDING: 's3', TICKERLAKE_CRAWLER: 'run', TICKERLAKE_KEY_SECRET: 'vendor/key' },
};
type Variant = keyof typeof variants;
const names: readonly Variant[] = ['prod', 'full', 'direct'];

let templates: Readonly<Record<Variant, Template>>;
beforeAll(() => {
  vi.stubEnv('MASSIVE_API_KEY', canary);
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', canary);
  templates = synthesize(variants);
  vi.unstubAllEnvs();
}, 120_000);

const Statement = z.object({
  Effect: z.literal('Allow'),
  Action: z.union([z.string(), z.array(z.string())]),
  Resource: z.unknown(),
});
const Policy = z.object({
  Properties: z.object({
    PolicyDocument: z.object({ Statement: z.array(Statement) }),
    Roles: z.array(z.object({ Ref: z.string() })).length(1),
  }),
});
const Found = z.object({ Properties: z.record(z.string(), z.unknown()) });

const of = (variant: Variant, type: string) =>
  Object.entries(templates[variant].findResources(type)).map(([name, resource]) => ({
    name,
    properties: Found.parse(resource).Properties,
    whole: resource,
  }));
const text = (value: unknown): string => JSON.stringify(value);
const policiesOf = (variant: Variant) =>
  of(variant, 'AWS::IAM::Policy').map(({ whole }) => Policy.parse(whole).Properties);
const roleOf = ({ Roles }: { Roles: { Ref: string }[] }): string =>
  (Roles[0]?.Ref ?? '').replace(/Role[0-9A-F]{8}$/, '');
/** Each role's actions, sorted. */
const actionsOf = (variant: Variant) =>
  Object.fromEntries(
    policiesOf(variant).map((policy) => [
      roleOf(policy),
      [...new Set(policy.PolicyDocument.Statement.flatMap(({ Action }) => Action))].sort(),
    ]),
  );
const environmentOf = (variant: Variant, name: string): Record<string, unknown> => {
  const one = of(variant, 'AWS::Lambda::Function').find(
    ({ properties }) => properties['FunctionName'] === `tickerlake-${variant}-${name}`,
  );
  return z.object({ Variables: z.record(z.string(), z.unknown()) }).parse(one?.properties['Environment']).Variables;
};

describe('checks', () => {
  test('cdk-nag and the rules of CDK find nothing that is not acknowledged with a reason', () => {
    // A finding would have stopped beforeAll.
    expect(Object.keys(templates)).toEqual(names);
  });

  test('find a bucket without logs and TLS', () => {
    const spoilt = () =>
      withFolder((folder) => {
        const app = checkedApp(folder);
        new Bucket(new Stack(app, 'Spoilt'), 'Open');
        app.synth();
      });
    expect(spoilt).toThrow(/AwsSolutions-S1[\s\S]*AwsSolutions-S10/);
  });
});

const logs = ['logs:CreateLogStream', 'logs:PutLogEvents'];
const orchestrator = [
  'athena:BatchGetQueryExecution',
  'athena:GetQueryExecution',
  'athena:GetQueryResults',
  'athena:GetWorkGroup',
  'athena:StartQueryExecution',
  'athena:StopQueryExecution',
  'glue:CreateDatabase',
  'glue:CreateTable',
  'glue:DeleteTable',
  'glue:GetDatabase',
  'glue:GetPartition',
  'glue:GetPartitions',
  'glue:GetTable',
  'glue:GetTables',
  'glue:UpdateTable',
  'lambda:CheckpointDurableExecution',
  'lambda:GetDurableExecutionState',
  'lambda:InvokeFunction',
  ...logs,
  's3:AbortMultipartUpload',
  's3:DeleteObject',
  's3:GetBucketLocation',
  's3:GetObject',
  's3:ListBucket',
  's3:ListBucketMultipartUploads',
  's3:ListMultipartUploadParts',
  's3:PutObject',
  'sns:Publish',
];
const crawler = [
  'glue:BatchCreatePartition',
  'glue:BatchGetPartition',
  'glue:CreatePartition',
  'glue:GetDatabase',
  'glue:GetPartition',
  'glue:GetPartitions',
  'glue:GetTable',
  'glue:UpdatePartition',
  'glue:UpdateTable',
  'logs:CreateLogGroup',
  ...logs,
  's3:GetBucketLocation',
  's3:GetObject',
  's3:ListBucket',
];
const always = {
  Schedule: ['lambda:InvokeFunction', 'sqs:SendMessage'],
  WorkflowDispatcher: ['lambda:InvokeFunction', ...logs, 'sqs:SendMessage'],
};
const dashboards = [
  'grafana:CreateWorkspaceServiceAccount',
  'grafana:CreateWorkspaceServiceAccountToken',
  'grafana:DeleteWorkspaceServiceAccountToken',
  'grafana:DescribeWorkspace',
  'grafana:ListWorkspaceServiceAccounts',
  ...logs,
];
const RawStream = [
  'logs:PutLogEvents',
  's3:AbortMultipartUpload',
  's3:GetBucketLocation',
  's3:ListBucket',
  's3:ListBucketMultipartUploads',
  's3:PutObject',
];
const roles: Record<Variant, Record<string, readonly string[]>> = {
  prod: {
    ...always,
    RawStream,
    Ingest: ['firehose:PutRecordBatch', ...logs, 'ssm:GetParameter'],
    WorkflowOrchestrator: orchestrator,
  },
  full: {
    ...always,
    RawStream,
    Ingest: ['firehose:PutRecordBatch', ...logs, 'ssm:GetParameter'],
    WorkflowOrchestrator: orchestrator,
    Crawler: crawler,
    CrawlAfterRun: ['glue:notifyEvent'],
    Dashboards: dashboards,
  },
  direct: {
    ...always,
    Ingest: [...logs, 's3:DeleteObject', 's3:ListBucket', 's3:PutObject', 'secretsmanager:GetSecretValue'],
    WorkflowOrchestrator: [...orchestrator, 'glue:GetCrawler', 'glue:StartCrawler'].sort(),
    Crawler: crawler,
  },
};

describe.each(names)('the roles of %s', (variant) => {
  test('have only these permissions', () => {
    expect(actionsOf(variant)).toEqual(roles[variant]);
  });

  test('name their resources: no wildcard action, and no whole service or bucket', () => {
    for (const policy of policiesOf(variant)) {
      for (const { Action, Resource } of policy.PolicyDocument.Statement) {
        expect(
          [Action].flat().filter((action) => action.includes('*')),
          roleOf(policy),
        ).toEqual([]);
        for (const resource of [Resource].flat())
          expect(text(resource), roleOf(policy)).not.toMatch(/^"\*"$|"\/\*"|:\*:|arn:aws:[a-z]+:\*/);
      }
    }
  });

  test('belong to one function or service each, without AWS managed policies', () => {
    const used = of(variant, 'AWS::Lambda::Function').map(({ properties }) => text(properties['Role']));
    expect(used.length).toBeGreaterThan(2);
    expect(new Set(used).size).toBe(used.length);
    for (const { name, properties } of of(variant, 'AWS::IAM::Role'))
      expect(properties['ManagedPolicyArns'], name).toBeUndefined();
  });
});

test('roles that write raw rows can write nowhere else', () => {
  const targets = policiesOf('direct')
    .filter((policy) => roleOf(policy) === 'Ingest')
    .flatMap(({ PolicyDocument }) =>
      PolicyDocument.Statement.filter(({ Action }) => [Action].flat().includes('s3:PutObject')),
    );
  expect(targets).toHaveLength(1);
  expect(text(targets[0]?.Resource)).toContain('/tickerlake/polygon/landing/raw_bars/*"');
});

describe.each(names)('secrets in %s', (variant) => {
  test('are referenced by name, never included', () => {
    const json = text(templates[variant].toJSON());
    expect(json).not.toContain(canary);
    expect(json).not.toMatch(/SecretString|resolve:ssm|resolve:secretsmanager|GenerateSecret/);
    const keyed = ['ingest', 'orchestrator', 'dispatcher']
      .flatMap((name) => Object.keys(environmentOf(variant, name)))
      .filter((variable) => /KEY|SECRET|TOKEN|PASSWORD/.test(variable));
    expect(keyed).toEqual([variant === 'direct' ? 'API_KEY_SECRET_ID' : 'API_KEY_PARAMETER']);
  });

  test('every bucket is private, encrypted and requires TLS', () => {
    const buckets = of(variant, 'AWS::S3::Bucket');
    const policies = of(variant, 'AWS::S3::BucketPolicy').map(({ properties }) => text(properties));
    expect(buckets).toHaveLength(3);
    for (const { name, properties } of buckets) {
      expect(properties['PublicAccessBlockConfiguration'], name).toEqual({
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      });
      expect(text(properties['BucketEncryption']), name).toContain('AES256');
      expect(
        policies.filter(
          (policy) =>
            policy.startsWith(`{"Bucket":{"Ref":"${name}"}`) && policy.includes('"aws:SecureTransport":"false"'),
        ),
        name,
      ).toHaveLength(1);
    }
  });
});

test('data outlives the stack; the lake keeps old versions for a month, colder rows after a quarter; results go after a week', () => {
  const data = [...of('prod', 'AWS::S3::Bucket'), ...of('prod', 'AWS::Glue::Database')];
  expect(data).toHaveLength(4);
  for (const { name, whole } of data)
    expect(whole, name).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
  const abort = { AbortIncompleteMultipartUpload: { DaysAfterInitiation: 2 }, Status: 'Enabled' };
  templates.prod.hasResourceProperties('AWS::S3::Bucket', {
    VersioningConfiguration: { Status: 'Enabled' },
    LifecycleConfiguration: {
      Rules: [
        { ...abort, NoncurrentVersionExpiration: { NoncurrentDays: 30 }, ExpiredObjectDeleteMarker: true },
        {
          Prefix: 'tickerlake/polygon/landing/raw_bars/',
          Status: 'Enabled',
          Transitions: [{ StorageClass: 'STANDARD_IA', TransitionInDays: 90 }],
        },
        { Prefix: 'tickerlake/polygon/landing-errors/', Status: 'Enabled', ExpirationInDays: 90 },
      ],
    },
  });
  templates.prod.hasResourceProperties('AWS::S3::Bucket', {
    LifecycleConfiguration: { Rules: [{ ...abort, ExpirationInDays: 7 }] },
  });
});

test('readers read tables and write results, and nothing else', () => {
  const [policy, ...others] = of('prod', 'AWS::IAM::ManagedPolicy');
  expect(others).toEqual([]);
  const { Statement: statements } = z
    .object({ Statement: z.array(Statement) })
    .parse(policy?.properties['PolicyDocument']);
  expect([...new Set(statements.flatMap(({ Action }) => Action))].sort()).toEqual([
    'athena:GetQueryExecution',
    'athena:GetQueryResults',
    'athena:GetWorkGroup',
    'athena:StartQueryExecution',
    'athena:StopQueryExecution',
    'glue:GetDatabase',
    'glue:GetPartitions',
    'glue:GetTable',
    'glue:GetTables',
    's3:AbortMultipartUpload',
    's3:GetBucketLocation',
    's3:GetObject',
    's3:ListBucket',
    's3:PutObject',
  ]);
  const written = statements.filter(({ Action }) => [Action].flat().includes('s3:PutObject'));
  expect(written).toHaveLength(1);
  expect(text(written[0]?.Resource)).toMatch(/BucketsResults\w+","Arn"\]\},"\/athena\/\*"/);
  expect(policy?.properties).not.toHaveProperty('Roles');
  const glue = statements
    .flatMap(({ Resource }) => [Resource].flat().map(text))
    .flatMap((resource) => /:(table\/[^"]*)/.exec(resource)?.[1] ?? []);
  expect(glue.sort()).toEqual(tables.map(({ name }) => `table/tickerlake_prod_polygon/${name}`).sort());
  const read = statements
    .filter(({ Action }) => [Action].flat().join() === 's3:GetObject')
    .flatMap(({ Resource }) => [Resource].flat().map(text));
  expect(read.map((resource) => /\/(tickerlake\/[^"]*)/.exec(resource)?.[1]).sort()).toEqual(
    ['history', 'instruments', 'landing/raw_bars', 'splits', 'tables'].map(
      (folder) => `tickerlake/polygon/${folder}/*`,
    ),
  );
});

test.each(names)('services assume their roles in %s only for this account; Lambda names no source', (variant) => {
  const trusts = of(variant, 'AWS::IAM::Role')
    .map(({ properties }) => text(properties['AssumeRolePolicyDocument']))
    .filter((trust) => !trust.includes('lambda.amazonaws.com'));
  expect(trusts.length).toBeGreaterThan(0);
  for (const trust of trusts)
    expect(trust).toContain('"Condition":{"StringEquals":{"aws:SourceAccount":"111111111111"}}');
});

test.each(names)('every log group of %s has a retention', (variant) => {
  const groups = of(variant, 'AWS::Logs::LogGroup');
  expect(groups.length).toBe({ prod: 4, full: 5, direct: 3 }[variant]);
  expect(groups.map(({ properties }) => properties['RetentionInDays'])).toEqual(groups.map(() => 30));
});

test('the stream writes .gz objects by day of arrival, and failures outside the folders that the table reads', () => {
  templates.prod.hasResourceProperties('AWS::KinesisFirehose::DeliveryStream', {
    ExtendedS3DestinationConfiguration: Match.objectLike({ BufferingHints: { IntervalInSeconds: 60, SizeInMBs: 64 } }),
  });
  templates.full.hasResourceProperties('AWS::KinesisFirehose::DeliveryStream', {
    DeliveryStreamEncryptionConfigurationInput: { KeyType: 'AWS_OWNED_CMK' },
    ExtendedS3DestinationConfiguration: Match.objectLike({
      BufferingHints: { IntervalInSeconds: 300, SizeInMBs: 64 },
      CompressionFormat: 'GZIP',
      FileExtension: Match.stringLikeRegexp('\\.gz$'),
      Prefix: 'tickerlake/polygon/landing/raw_bars/!{timestamp:yyyy-MM-dd}/',
      ErrorOutputPrefix: 'tickerlake/polygon/landing-errors/!{firehose:error-output-type}/!{timestamp:yyyy-MM-dd}/',
    }),
  });
});

test('the workgroup cancels expensive queries and lets staging tables choose their location', () => {
  templates.prod.hasResourceProperties('AWS::Athena::WorkGroup', {
    Name: 'tickerlake-prod',
    WorkGroupConfiguration: Match.objectLike({
      BytesScannedCutoffPerQuery: 10_737_418_240,
      EnforceWorkGroupConfiguration: false,
    }),
  });
  templates.prod.hasResourceProperties('AWS::Glue::Database', {
    DatabaseInput: Match.objectLike({ Name: 'tickerlake_prod_polygon' }),
  });
  templates.prod.resourceCountIs('AWS::Glue::Table', 0);
});

test('functions run Node 24 on arm64; the workflow is durable and keeps its versions; ingest runs alone, for at most five minutes', () => {
  templates.prod.allResourcesProperties('AWS::Lambda::Function', { Runtime: 'nodejs24.x', Architectures: ['arm64'] });
  templates.prod.hasResourceProperties('AWS::Lambda::Function', {
    FunctionName: 'tickerlake-prod-orchestrator',
    Handler: 'orchestrator.handler',
    DurableConfig: { ExecutionTimeout: 604_800, RetentionPeriodInDays: 14 },
  });
  templates.prod.hasResource('AWS::Lambda::Version', {
    DeletionPolicy: 'Retain',
    Properties: { FunctionName: { Ref: Match.stringLikeRegexp('Orchestrator') } },
  });
  templates.prod.hasResourceProperties('AWS::Lambda::Function', {
    FunctionName: 'tickerlake-prod-ingest',
    Handler: 'main.handler',
    Timeout: 300,
    ReservedConcurrentExecutions: 1,
    DurableConfig: Match.absent(),
  });
  templates.prod.hasResourceProperties('AWS::Lambda::Function', {
    FunctionName: 'tickerlake-prod-dispatcher',
    Handler: 'dispatcher.handler',
    DeadLetterConfig: Match.anyValue(),
  });
});

const base = [
  'ALARM_TOPIC',
  'CALLS_PER_MINUTE',
  'DATABASE',
  'INGEST_FUNCTION',
  'KEEP_RELEASES',
  'LAKE_LOCATION',
  'LANDING',
  'NODE_OPTIONS',
  'STAGE',
  'TIMESPAN',
  'WORKGROUP',
];

test.each([
  {
    variant: 'prod',
    name: 'ingest',
    variables: ['API_KEY_PARAMETER', 'CALLS_PER_MINUTE', 'LANDING', 'NODE_OPTIONS', 'STREAM_NAME'],
  },
  {
    variant: 'direct',
    name: 'ingest',
    variables: ['API_KEY_SECRET_ID', 'CALLS_PER_MINUTE', 'LAKE_LOCATION', 'LANDING', 'NODE_OPTIONS'],
  },
  { variant: 'full', name: 'orchestrator', variables: [...base, 'TICKERS'] },
  { variant: 'direct', name: 'orchestrator', variables: [...base, 'CRAWLER'] },
  { variant: 'prod', name: 'dispatcher', variables: ['NODE_OPTIONS', 'ORCHESTRATOR_FUNCTION'] },
] as const)('$name of $variant gets $variables', ({ variant, name, variables }) => {
  expect(Object.keys(environmentOf(variant, name)).sort()).toEqual([...variables].sort());
});

test('the functions that read a calendar get the configured one', () => {
  const closures = [{ date: '2026-05-20', reason: 'day of mourning' }];
  const { prod } = synthesize({ prod: {} }, JSON.stringify({ calendar: { closures } }));
  for (const FunctionName of ['tickerlake-prod-ingest', 'tickerlake-prod-orchestrator'])
    prod.hasResourceProperties('AWS::Lambda::Function', {
      FunctionName,
      Environment: {
        Variables: {
          MARKET_SETTINGS: JSON.stringify({
            universe: 'magnificent7',
            calendar: { closures },
            instruments: [],
            followRenames: false,
            onIncomplete: 'stop',
            onNoHistory: 'warn',
          }),
        },
      },
    });
});

test('the dashboards function gets its workspace and what the dashboards read', () => {
  expect(environmentOf('full', 'dashboards')).toMatchObject({
    GRAFANA_WORKSPACE_ID: 'g-0123456789',
    GRAFANA_SETTINGS:
      '{"dataSource":{"authType":"ec2_iam_role","defaultRegion":"us-east-1","database":"tickerlake_full_polygon","workgroup":"tickerlake-full"}}',
  });
});

test('the orchestrator gets its settings, and calls functions by qualified names', () => {
  expect(environmentOf('full', 'orchestrator')).toMatchObject({
    TICKERS: 'magnificent7,X:BTCUSD',
    DATABASE: 'tickerlake_full_polygon',
    STAGE: 'full',
    LANDING: 'firehose',
    TIMESPAN: 'minute',
    KEEP_RELEASES: '30',
    INGEST_FUNCTION: { Ref: expect.stringMatching(/^IngestLive/) },
  });
  expect(text(environmentOf('full', 'orchestrator')['LAKE_LOCATION'])).toMatch(
    /^\{"Fn::Join":\["",\["s3:\/\/",\{"Ref":"BucketsLake\w+"\},"\/tickerlake\/polygon\/"\]\]\}$/,
  );
  expect(environmentOf('full', 'dispatcher')).toMatchObject({
    ORCHESTRATOR_FUNCTION: { Ref: expect.stringMatching(/^WorkflowOrchestratorLive/) },
  });
});

test('the schedule is off by default, hourly in UTC, with bounded retries and a queue, and only for this account', () => {
  templates.prod.hasResourceProperties('AWS::Scheduler::Schedule', { State: 'DISABLED' });
  templates.full.hasResourceProperties('AWS::Scheduler::Schedule', {
    State: 'ENABLED',
    ScheduleExpression: 'cron(15 * * * ? *)',
    ScheduleExpressionTimezone: 'UTC',
    FlexibleTimeWindow: { Mode: 'OFF' },
    Target: Match.objectLike({
      Input: '{"scheduledAt":"<aws.scheduler.scheduled-time>"}',
      RetryPolicy: { MaximumRetryAttempts: 5, MaximumEventAgeInSeconds: 900 },
      DeadLetterConfig: Match.anyValue(),
    }),
  });
  templates.full.hasResourceProperties('AWS::IAM::Role', {
    AssumeRolePolicyDocument: Match.objectLike({
      Statement: [
        Match.objectLike({
          Condition: { StringEquals: { 'aws:SourceAccount': '111111111111' } },
          Principal: { Service: 'scheduler.amazonaws.com' },
        }),
      ],
    }),
  });
});

test.each([
  {
    variant: 'prod',
    counts: {
      'AWS::Glue::Crawler': 0,
      'AWS::Glue::Workflow': 0,
      'AWS::Glue::Trigger': 0,
      'AWS::Events::Rule': 0,
      'AWS::KinesisFirehose::DeliveryStream': 1,
    },
  },
  {
    variant: 'full',
    counts: {
      'AWS::Glue::Crawler': 1,
      'AWS::Glue::Workflow': 1,
      'AWS::Glue::Trigger': 1,
      'AWS::Events::Rule': 1,
      'AWS::KinesisFirehose::DeliveryStream': 1,
    },
  },
  {
    variant: 'direct',
    counts: {
      'AWS::Glue::Crawler': 1,
      'AWS::Glue::Workflow': 0,
      'AWS::Glue::Trigger': 0,
      'AWS::Events::Rule': 0,
      'AWS::KinesisFirehose::DeliveryStream': 0,
    },
  },
] as const)('$variant has the resources its options require', ({ variant, counts }) => {
  expect(Object.fromEntries(Object.keys(counts).map((type) => [type, of(variant, type).length]))).toEqual(counts);
});

test('the crawler reads the table of the pipeline without changing its columns; a successful run starts it through the Glue workflow', () => {
  templates.full.hasResourceProperties('AWS::Glue::Crawler', {
    Schedule: Match.absent(),
    SchemaChangePolicy: { UpdateBehavior: 'LOG', DeleteBehavior: 'LOG' },
    Targets: { CatalogTargets: [{ DatabaseName: 'tickerlake_full_polygon', Tables: ['raw_bars'] }] },
    Configuration: Match.serializedJson(
      Match.objectLike({ CrawlerOutput: { Partitions: { AddOrUpdateBehavior: 'InheritFromTable' } } }),
    ),
  });
  templates.full.hasResourceProperties('AWS::Glue::Trigger', {
    Type: 'EVENT',
    WorkflowName: 'tickerlake-full-crawl-after-run',
    Actions: [{ CrawlerName: 'tickerlake-full-raw-bars' }],
  });
  templates.full.hasResourceProperties('AWS::Events::Rule', {
    EventPattern: {
      source: ['aws.lambda'],
      'detail-type': ['Durable Execution Status Change'],
      detail: { status: ['SUCCEEDED'], functionArn: [{ prefix: Match.anyValue() }] },
    },
  });
});

describe('alarms', () => {
  const guide = readFileSync(join(import.meta.dirname, '../../../docs/operations.md'), 'utf8');
  const alarmsOf = (variant: Variant) =>
    of(variant, 'AWS::CloudWatch::Alarm').map(({ properties }) => ({
      name: String(properties['AlarmName']).replace(`tickerlake-${variant}-`, ''),
      properties,
    }));

  test('are exactly those in the guide', () => {
    const told = [...guide.matchAll(/^### `([a-z-]+)`$/gm)].map(([, name = '']) => name);
    expect(told.sort()).toEqual(
      alarmsOf('full')
        .map(({ name }) => name)
        .sort(),
    );
  });

  test('notify people when they start and when they end', () => {
    for (const { name, properties } of alarmsOf('full')) {
      expect(text([properties['AlarmActions'], properties['OKActions']]), name).toMatch(
        /^\[\[\{"Ref":"AlarmTopic\w+"\}\],\[\{"Ref":"AlarmTopic\w+"\}\]\]$/,
      );
    }
    templates.full.hasResourceProperties('AWS::SNS::TopicPolicy', {
      PolicyDocument: Match.objectLike({
        Statement: Match.arrayWith([
          Match.objectLike({ Effect: 'Allow', Principal: { Service: Match.arrayWith(['cloudwatch.amazonaws.com']) } }),
        ]),
      }),
    });
    templates.full.hasResourceProperties('AWS::SNS::Subscription', { Protocol: 'email', Endpoint: 'team@example.com' });
  });

  test.each([
    { name: 'ingest-slow', expected: { Threshold: 240_000, ExtendedStatistic: 'p99', MetricName: 'Duration' } },
    { name: 'orchestrator-slow', expected: { Threshold: 720_000, ExtendedStatistic: 'p99', MetricName: 'Duration' } },
    { name: 'delivery-late', expected: { MetricName: 'DeliveryToS3.DataFreshness', Threshold: 900 } },
    { name: 'stream-throttled', expected: { MetricName: 'ThrottledRecords' } },
    { name: 'starts-lost', expected: { MetricName: 'ApproximateNumberOfMessagesVisible', Threshold: 0 } },
    {
      name: 'data-stale',
      expected: {
        MetricName: 'DurableExecutionSucceeded',
        EvaluationPeriods: 24,
        Period: 3_600,
        TreatMissingData: 'breaching',
      },
    },
  ])('$name watches the right metric', ({ name, expected }) => {
    expect(alarmsOf('full').find((alarm) => alarm.name === name)?.properties).toMatchObject(expected);
  });

  test('without a schedule there is no data-stale alarm; without Firehose, none of its alarms', () => {
    expect(alarmsOf('prod').find(({ name }) => name === 'data-stale')?.properties['TreatMissingData']).toBe(
      'notBreaching',
    );
    expect(alarmsOf('direct').filter(({ name }) => /delivery|stream/.test(name))).toEqual([]);
  });
});

test('the budget covers everything tagged as part of the stack', () => {
  templates.full.hasResourceProperties('AWS::Budgets::Budget', {
    Budget: Match.objectLike({
      BudgetLimit: { Amount: 5, Unit: 'USD' },
      CostFilters: { TagKeyValue: ['user:project$tickerlake-full'] },
    }),
  });
  for (const type of [
    'AWS::S3::Bucket',
    'AWS::Lambda::Function',
    'AWS::KinesisFirehose::DeliveryStream',
    'AWS::SQS::Queue',
    'AWS::Athena::WorkGroup',
  ]) {
    const resources = of('full', type);
    expect(resources, type).not.toHaveLength(0);
    for (const { name, properties } of resources)
      expect(properties['Tags'], name).toEqual(
        expect.arrayContaining([
          { Key: 'project', Value: 'tickerlake-full' },
          { Key: 'stage', Value: 'full' },
        ]),
      );
  }
  templates.full.resourceCountIs('AWS::CloudWatch::Dashboard', 1);
});
