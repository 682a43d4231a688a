import type { AthenaApi, AthenaColumn, AthenaExecution, AthenaResultsPage } from './athena-api.ts';
import { toApiQueryError } from './api-query-error.ts';
import { callApi, type CallPolicy } from '../../calls/call-api.ts';

/** A column of a result. */
export interface ResultColumn {
  readonly name: string;
  /** Athena's word: `bigint`, `varchar`, `timestamp with time zone`, `row`; a decimal with its digits, `decimal(10,2)`, where Athena says them. */
  readonly type: string;
}

/** A page of at most 1,000 rows, as text; NULL is null. */
export interface ResultPage {
  readonly columns: readonly ResultColumn[];
  readonly rows: readonly (readonly (string | null)[])[];
  /** Rows that an INSERT, UPDATE, DELETE or MERGE changed; null for others. */
  readonly updateCount: number | null;
}

/** Athena's limit on the rows of one `GetQueryResults`. */
const maxRows = 1_000;

/**
 * The result of a query that succeeded, page by page. Athena repeats the column names as the first row of the first page
 * of what a DML statement gives, and of nothing else: that row is dropped only when it is there.
 *
 * @throws {AthenaQueryError} when the result cannot be read, with what to do next.
 * @example
 * for await (const page of readResultPages(athena, execution, { sql, policy })) use(page.rows);
 */
export async function* readResultPages(
  athena: AthenaApi,
  execution: Pick<AthenaExecution, 'QueryExecutionId' | 'StatementType'>,
  how: { readonly sql: string; readonly policy: CallPolicy; readonly signal?: AbortSignal | undefined },
): AsyncGenerator<ResultPage, void, undefined> {
  const queryId = execution.QueryExecutionId ?? '';
  const seen = new Set<string>();
  let token: string | undefined;
  for (let isFirst = true; isFirst || token !== undefined; isFirst = false) {
    const input = {
      QueryExecutionId: queryId,
      MaxResults: maxRows,
      ...(token === undefined ? {} : { NextToken: token }),
    };
    const answer = await callApi((options) => athena.getQueryResults(input, options), how.policy, how.signal).catch(
      (cause: unknown) => {
        how.signal?.throwIfAborted();
        throw toApiQueryError(cause, { sql: how.sql, queryId, doing: 'read its result' });
      },
    );
    yield toPage(answer, isFirst && execution.StatementType === 'DML');
    token = answer.NextToken;
    if (token !== undefined && seen.has(token))
      throw toApiQueryError(new Error(`the page ${token} comes again`), {
        sql: how.sql,
        queryId,
        doing: 'read its result',
      });
    if (token !== undefined) seen.add(token);
  }
}

function toPage(answer: AthenaResultsPage, mayHaveHeader: boolean): ResultPage {
  const columns = (answer.ResultSet?.ResultSetMetadata?.ColumnInfo ?? []).map((column) => ({
    name: column.Name ?? '',
    type: toType(column),
  }));
  const rows = (answer.ResultSet?.Rows ?? []).map(({ Data = [] }) =>
    columns.map((_, index) => Data[index]?.VarCharValue ?? null),
  );
  const hasHeader = mayHaveHeader && (rows[0]?.every((text, index) => text === columns[index]?.name) ?? false);
  return { columns, rows: hasHeader ? rows.slice(1) : rows, updateCount: answer.UpdateCount ?? null };
}

function toType({ Type = 'varchar', Precision, Scale }: AthenaColumn): string {
  const hasDigits = Type === 'decimal' && Precision !== undefined && Precision > 0;
  return hasDigits ? `decimal(${Precision},${Scale ?? 0})` : Type;
}
