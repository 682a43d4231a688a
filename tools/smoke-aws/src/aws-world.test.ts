import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Lambda } from '@aws-sdk/client-lambda';
import { systemClock } from '@tickerlake/pipeline';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openAwsClients } from './aws-clients.ts';
import { createAwsWorld } from './aws-world.ts';
import type { SmokeWorld } from './smoke-world.ts';

const arn = 'arn:aws:lambda:us-east-1:111111111111:function:orchestrator:1/durable-execution/run/0';
const run = (Status: string) => ({
  DurableExecutionArn: arn,
  DurableExecutionName: 'run',
  FunctionArn: 'arn:aws:lambda:us-east-1:111111111111:function:orchestrator:1',
  Status,
  StartTimestamp: 1_795_000_000,
});

/** Lambda's responses, by method and part of the path; its calls, in order. */
let answers: {
  readonly when: RegExp;
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body: object | string;
}[] = [];
let asked: string[] = [];
let server: Server;
let world: SmokeWorld;

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => void (body += chunk.toString()));
    request.on('end', () => {
      const line = `${request.method} ${decodeURIComponent(request.url ?? '')} ${body}`.trim();
      asked.push(line);
      const answer = answers.find(({ when }) => when.test(line)) ?? { status: 500, body: {} };
      response.writeHead(answer.status ?? 200, {
        'content-type': 'application/json',
        ...('headers' in answer ? answer.headers : {}),
      });
      response.end(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const lambda = new Lambda({
    region: 'us-east-1',
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    credentials: { accessKeyId: 'x', secretAccessKey: 'x' },
    maxAttempts: 1,
  });
  world = createAwsWorld({
    ...openAwsClients(),
    lambda,
    clock: systemClock,
    random: () => 0.5,
    infra: async (args) => void asked.push(args.join(' ')),
  });
});

afterAll(() => new Promise((resolve) => server.close(resolve)));

function answering(...given: typeof answers): void {
  answers = given;
  asked = [];
}

test.each([
  { name: 'none yet', runs: [], state: { status: null, reason: null } },
  { name: 'a running one', runs: [run('RUNNING')], state: { status: 'RUNNING', reason: null } },
  { name: 'one that succeeded', runs: [run('SUCCEEDED')], state: { status: 'SUCCEEDED', reason: null } },
  { name: 'one that failed', runs: [run('FAILED')], state: { status: 'FAILED', reason: 'checks failed' } },
])('reports the state of the runs: $name', async ({ runs, state }) => {
  answering(
    { when: /^GET .*\/functions\/orchestrator\/durable-executions\?Qualifier=1/, body: { DurableExecutions: runs } },
    { when: /^GET .*\/durable-executions\/arn/, body: { ...run('FAILED'), Error: { ErrorMessage: 'checks failed' } } },
  );

  expect(await world.runState('orchestrator')).toEqual(state);
});

test('a run is started through the alias, as the schedule does', async () => {
  answering({ when: /^POST/, body: {} });
  await world.startRun('dispatcher', new Date('2026-11-27T19:15:00Z'));

  expect(asked).toEqual([
    expect.stringMatching(
      /^POST \/2015-03-31\/functions\/dispatcher\/invocations\?Qualifier=live \{"scheduledAt":"2026-11-27T19:15:00\.000Z"\}$/,
    ),
  ]);
});

test('a dispatcher that failed is an error with its own words', async () => {
  answering({
    when: /^POST/,
    headers: { 'x-amz-function-error': 'Unhandled' },
    body: { errorMessage: 'no such function' },
  });

  await expect(world.startRun('dispatcher', new Date(0))).rejects.toThrow(/dispatcher failed: .*no such function/);
});

test('running runs are stopped, others are not', async () => {
  answering(
    { when: /^GET/, body: { DurableExecutions: [run('SUCCEEDED'), run('RUNNING')] } },
    { when: /^POST .*\/stop/, body: { StopTimestamp: 1_795_000_000 } },
  );
  await world.stopRuns('orchestrator');

  expect(asked.filter((line) => line.startsWith('POST'))).toEqual([
    expect.stringContaining(`/durable-executions/${arn}/stop`),
  ]);
});

test('where nothing was deployed there is nothing to stop', async () => {
  answering({
    when: /^GET/,
    status: 404,
    headers: { 'x-amzn-errortype': 'ResourceNotFoundException' },
    body: { Message: 'no function' },
  });

  await expect(world.stopRuns('orchestrator')).resolves.toBeUndefined();
});

test('deploys and destroys without a question', async () => {
  answering();
  await world.deploy();
  await world.destroy();

  expect(asked).toEqual(['deploy --require-approval never', 'destroy --force']);
});
