interface StatementAnswer {
  readonly nextUri?: string;
  readonly error?: { readonly errorName: string; readonly message: string };
}

/**
 * Runs one statement on Trino and discards its rows: enough to see whether it works.
 *
 * @throws {Error} When Trino refuses it or cannot be reached.
 *
 * @example
 * await runStatement('http://127.0.0.1:8085', 'SELECT 1', AbortSignal.timeout(10_000));
 */
export async function runStatement(trinoUrl: string, sql: string, signal: AbortSignal): Promise<void> {
  let answer = await read(`${trinoUrl}/v1/statement`, {
    method: 'POST',
    body: sql,
    headers: { 'X-Trino-User': 'rig' },
    signal,
  });
  while (answer.nextUri !== undefined) answer = await read(answer.nextUri, { signal });
  if (answer.error !== undefined) throw new Error(`${answer.error.errorName}: ${answer.error.message}`);
}

async function read(url: string, init: RequestInit): Promise<StatementAnswer> {
  const response = await fetch(url, init);
  if (!response.ok) throw new Error(`Trino answered ${response.status}`);
  return (await response.json()) as StatementAnswer;
}
