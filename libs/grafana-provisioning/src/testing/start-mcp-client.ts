import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import * as z from 'zod';

const Answer = z.object({
  id: z.number(),
  result: z
    .looseObject({
      isError: z.boolean().optional(),
      content: z.array(z.object({ text: z.string().default('') })).optional(),
      tools: z.array(z.object({ name: z.string() })).optional(),
    })
    .optional(),
  error: z.object({ message: z.string() }).optional(),
});

/** The output of a tool, and whether it reports a failure. */
export interface ToolOutcome {
  readonly text: string;
  readonly isError: boolean;
}

/** A Model Context Protocol server that runs as a child process and communicates over standard input and output. */
export interface McpClient {
  call(tool: string, args: Readonly<Record<string, unknown>>): Promise<ToolOutcome>;
  close(): void;
}

/**
 * Starts an MCP server and initializes the protocol.
 *
 * @example
 * const client = await startMcpClient('.engines/mcp-grafana/venv/bin/mcp-grafana', { GRAFANA_URL: double.url, GRAFANA_SERVICE_ACCOUNT_TOKEN: token });
 */
export async function startMcpClient(
  command: string,
  environment: Readonly<Record<string, string>>,
): Promise<McpClient> {
  const child = spawn(command, ['--disable-proxied'], { env: environment, stdio: ['pipe', 'pipe', 'ignore'] });
  const waiting = new Map<number, (answer: z.output<typeof Answer>) => void>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    const answer = Answer.safeParse(JSON.parse(line)).data;
    if (answer !== undefined) waiting.get(answer.id)?.(answer);
  });
  let lastId = 0;
  const send = (message: object): void => void child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  const ask = (method: string, params: object): Promise<z.output<typeof Answer>> =>
    new Promise((resolve, reject) => {
      const id = (lastId += 1);
      waiting.set(id, resolve);
      child.once('error', reject);
      child.once('exit', (code) =>
        reject(new Error(`${command} ended with ${String(code)} before it answered ${method}.`)),
      );
      send({ id, method, params });
    });
  await ask('initialize', {
    protocolVersion: '2025-06-18',
    capabilities: {},
    clientInfo: { name: 'tickerlake-tests', version: '1' },
  });
  send({ method: 'notifications/initialized' });
  return {
    async call(name, args) {
      const { result, error } = await ask('tools/call', { name, arguments: args });
      return {
        text: error?.message ?? (result?.content ?? []).map(({ text }) => text).join('\n'),
        isError: error !== undefined || result?.isError === true,
      };
    },
    close: () => void child.kill(),
  };
}
