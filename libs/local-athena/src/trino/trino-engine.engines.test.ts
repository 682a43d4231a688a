import type { RigEngines } from '@tickerlake/athena-sql/testing';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { functionCases, refusedCases } from '../testing/function-cases.ts';
import { literalCases } from '../testing/literal-cases.ts';
import { connect } from '../testing/open-endpoint.ts';

const { athenaEndpoint, bucket }: RigEngines = inject('engines');
const athena = connect(athenaEndpoint);
afterAll(() => athena.destroy());

async function read(expression: string) {
  const { QueryExecutionId, Status } = await athena.run({
    QueryString: `SELECT ${expression} AS v`,
    ResultConfiguration: { OutputLocation: `s3://${bucket}/local-athena-texts/` },
  });
  if (Status?.State !== 'SUCCEEDED') throw new Error(Status?.StateChangeReason);
  const { ResultSet } = await athena.getQueryResults({ QueryExecutionId });
  return {
    text: ResultSet?.Rows?.[1]?.Data?.[0]?.VarCharValue,
    type: ResultSet?.ResultSetMetadata?.ColumnInfo?.[0]?.Type,
  };
}

describe('Trino gives the texts that DuckDB gives', () => {
  test.each(literalCases)('$name is $text', async ({ trino, text, type }) => {
    expect(await read(trino)).toEqual({ text, type });
  });

  test('every function, in one statement', async () => {
    const { QueryExecutionId, Status } = await athena.run({
      QueryString: `SELECT ${functionCases.map(({ sql }, index) => `${sql} AS v${index}`).join(', ')}`,
      ResultConfiguration: { OutputLocation: `s3://${bucket}/local-athena-texts/` },
    });
    expect(Status?.StateChangeReason).toBeUndefined();
    const { ResultSet } = await athena.getQueryResults({ QueryExecutionId });
    const texts = (ResultSet?.Rows?.[1]?.Data ?? []).map((datum) => datum.VarCharValue);
    expect(functionCases.map(({ sql }, index) => ({ sql, text: texts[index] }))).toEqual(functionCases);
  });

  test.each(refusedCases)('and refuses %s', async (sql) => {
    await expect(read(sql)).rejects.toThrow();
  });
});
