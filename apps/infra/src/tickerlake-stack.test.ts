import { Match } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { synthesize } from './testing/synthesize.ts';

const Statement = z.object({ Effect: z.string(), Action: z.union([z.string(), z.array(z.string())]), Resource: z.unknown() });
const Policy = z.object({ Properties: z.object({ PolicyDocument: z.object({ Statement: z.array(Statement) }), Roles: z.array(z.object({ Ref: z.string() })) }) });

let full: ReturnType<typeof synthesize>;
beforeAll(() => {
  full = synthesize({ TICKERLAKE_CRAWLER: 'true', TICKERLAKE_SCHEDULE: 'true', TICKERLAKE_ALARM_EMAIL: 'team@example.com' }, { isChecked: true });
}, 120_000);

const resources = (type: string) => Object.entries(full.template.findResources(type));
const text = (value: unknown): string => JSON.stringify(value);

test('cdk-nag finds nothing that is not acknowledged with its reason', () => {
  expect(full.findings).not.toMatch(/"(conclusion|status)": "failure"|violations": \[\s*\{/);
});

describe('roles', () => {
  const actionsOf = () =>
    Object.fromEntries(resources('AWS::IAM::Policy').map(([, resource]) => {
      const { PolicyDocument, Roles } = Policy.parse(resource).Properties;
      const actions = PolicyDocument.Statement.flatMap(({ Action }) => Action);
      return [Roles[0]?.Ref.replace(/Role[0-9A-F]{8}$/, '') ?? '', [...new Set(actions)].sort()];
    }));

  test('may do this and nothing else', () => {
    expect(actionsOf()).toEqual({
      Crawler: ['glue:BatchCreatePartition', 'glue:BatchGetPartition', 'glue:CreateTable', 'glue:GetDatabase', 'glue:GetTable', 'glue:UpdateTable', 'logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents', 's3:GetBucketLocation', 's3:GetObject', 's3:ListBucket'],
      FetchingIngest: ['firehose:PutRecordBatch', 'logs:CreateLogStream', 'logs:PutLogEvents', 'ssm:GetParameter'],
      RawStream: ['logs:PutLogEvents', 's3:AbortMultipartUpload', 's3:GetBucketLocation', 's3:ListBucket', 's3:ListBucketMultipartUploads', 's3:PutObject'],
      Schedule: ['lambda:InvokeFunction', 'sqs:GetQueueAttributes', 'sqs:GetQueueUrl', 'sqs:SendMessage'],
      WorkflowDispatcher: ['lambda:InvokeFunction', 'logs:CreateLogStream', 'logs:PutLogEvents'],
      WorkflowOrchestrator: [
        'athena:BatchGetQueryExecution', 'athena:GetQueryExecution', 'athena:GetQueryResults', 'athena:GetWorkGroup', 'athena:StartQueryExecution', 'athena:StopQueryExecution',
        'glue:BatchCreatePartition', 'glue:CreateTable', 'glue:DeleteTable', 'glue:GetCrawler', 'glue:GetDatabase', 'glue:GetPartitions', 'glue:GetTable', 'glue:GetTables', 'glue:StartCrawler', 'glue:UpdateTable',
        'lambda:CheckpointDurableExecution', 'lambda:GetDurableExecutionState', 'lambda:InvokeFunction', 'logs:CreateLogStream', 'logs:PutLogEvents',
        's3:AbortMultipartUpload', 's3:DeleteObject', 's3:GetBucketLocation', 's3:GetObject', 's3:ListBucket', 's3:PutObject',
      ],
    });
  });

  test('name their actions and resources: no action with a star, no star alone as a resource', () => {
    for (const [name, resource] of resources('AWS::IAM::Policy')) {
      for (const { Action, Resource } of Policy.parse(resource).Properties.PolicyDocument.Statement) {
        expect([Action].flat().filter((action) => action.includes('*')), name).toEqual([]);
        expect([Resource].flat(), name).not.toContain('*');
      }
    }
  });

  test('belong to one function each', () => {
    const roles = resources('AWS::Lambda::Function').map(([, resource]) => text(resource.Properties.Role));
    expect(roles.length).toBe(3);
    expect(new Set(roles).size).toBe(roles.length);
  });
});

test('no secret is in the template or in an environment: keys are named, never held', () => {
  for (const [name, resource] of resources('AWS::Lambda::Function')) {
    const variables = Object.keys((resource.Properties as { Environment: { Variables: Record<string, unknown> } }).Environment.Variables);
    expect(variables.filter((variable) => /KEY|SECRET|TOKEN|PASSWORD/.test(variable) && !variable.endsWith('_PARAMETER')), name).toEqual([]);
  }
  expect(text(full.template.toJSON())).not.toMatch(/SecretString|resolve:ssm|resolve:secretsmanager/);
});

test('every bucket is closed, encrypted and asks for TLS', () => {
  const buckets = resources('AWS::S3::Bucket');
  const policies = text(full.template.findResources('AWS::S3::BucketPolicy'));
  expect(buckets.length).toBe(3);
  for (const [name, { Properties }] of buckets) {
    expect(Properties.PublicAccessBlockConfiguration, name).toEqual({ BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true });
    expect(text(Properties.BucketEncryption), name).toContain('AES256');
    expect(policies, name).toContain(`{"Bucket":{"Ref":"${name}"}`);
  }
  expect(policies.match(/"aws:SecureTransport":"false"/g)?.length).toBe(buckets.length);
});

test('what is published outlives the stack, with its old versions; results go after a week', () => {
  full.template.hasResource('AWS::S3::Bucket', { DeletionPolicy: 'Retain', Properties: { VersioningConfiguration: { Status: 'Enabled' } } });
  full.template.hasResourceProperties('AWS::S3::Bucket', { LifecycleConfiguration: { Rules: [Match.objectLike({ ExpirationInDays: 7, AbortIncompleteMultipartUpload: { DaysAfterInitiation: 2 } })] } });
});

test('every log is kept for a month', () => {
  expect(resources('AWS::Logs::LogGroup').map(([, { Properties }]) => Properties.RetentionInDays)).toEqual([30, 30, 30, 30]);
});

test('the stream writes gzip by arrival date, and what fails to a prefix of its own', () => {
  full.template.hasResourceProperties('AWS::KinesisFirehose::DeliveryStream', {
    DeliveryStreamEncryptionConfigurationInput: { KeyType: 'AWS_OWNED_CMK' },
    ExtendedS3DestinationConfiguration: Match.objectLike({
      CompressionFormat: 'GZIP', FileExtension: '.ndjson.gz', Prefix: 'raw_bars/dt=!{timestamp:yyyy-MM-dd}/',
      ErrorOutputPrefix: 'raw_bars_errors/!{firehose:error-output-type}/dt=!{timestamp:yyyy-MM-dd}/',
    }),
  });
});

test('the workgroup cuts off dear queries and lets staging tables choose their place', () => {
  full.template.hasResourceProperties('AWS::Athena::WorkGroup', { WorkGroupConfiguration: Match.objectLike({ BytesScannedCutoffPerQuery: 10_737_418_240, EnforceWorkGroupConfiguration: false }) });
});

test('functions run Node 24 on arm64; the workflow is durable; fetching is one at a time', () => {
  full.template.allResourcesProperties('AWS::Lambda::Function', { Runtime: 'nodejs24.x', Architectures: ['arm64'] });
  full.template.hasResourceProperties('AWS::Lambda::Function', { FunctionName: 'tickerlake-prod-orchestrator', DurableConfig: { ExecutionTimeout: 604_800, RetentionPeriodInDays: 14 } });
  full.template.hasResourceProperties('AWS::Lambda::Function', { FunctionName: 'tickerlake-prod-ingest', ReservedConcurrentExecutions: 1 });
});

describe('the schedule', () => {
  test('starts the dispatcher hourly in UTC, with bounded retries, a queue, and only for this account', () => {
    full.template.hasResourceProperties('AWS::Scheduler::Schedule', {
      State: 'ENABLED', ScheduleExpressionTimezone: 'Etc/UTC', FlexibleTimeWindow: { Mode: 'OFF' },
      Target: Match.objectLike({ RetryPolicy: { MaximumRetryAttempts: 5, MaximumEventAgeInSeconds: 900 }, DeadLetterConfig: Match.anyValue() }),
    });
    full.template.hasResourceProperties('AWS::IAM::Role', { AssumeRolePolicyDocument: Match.objectLike({ Statement: [Match.objectLike({ Condition: { StringEquals: { 'aws:SourceAccount': '111111111111' } } })] }) });
  });

  test('is off unless asked for; so is the crawler; without Firehose rows go straight to the lake', () => {
    const { template } = synthesize({ TICKERLAKE_STAGE: 'dev', TICKERLAKE_LANDING: 's3' });
    template.hasResourceProperties('AWS::Scheduler::Schedule', { State: 'DISABLED' });
    template.resourceCountIs('AWS::Glue::Crawler', 0);
    template.resourceCountIs('AWS::KinesisFirehose::DeliveryStream', 0);
    template.hasResourceProperties('AWS::Lambda::Function', { FunctionName: 'tickerlake-dev-ingest', Environment: { Variables: Match.objectLike({ LANDING: 's3', STREAM_NAME: Match.absent() }) } });
  });
});
