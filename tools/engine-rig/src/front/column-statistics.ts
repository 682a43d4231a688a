/** Column statistics by table or partition, then by column. */
export type StatisticsStore = Map<string, Map<string, ColumnStatistics>>;

interface ColumnStatistics {
  readonly ColumnName: string;
}
interface StatisticsRequest {
  readonly DatabaseName: string;
  readonly TableName: string;
  readonly PartitionValues?: readonly string[];
  readonly ColumnName?: string;
  readonly ColumnNames?: readonly string[];
  readonly ColumnStatisticsList?: readonly ColumnStatistics[];
}

/**
 * The six actions of column statistics, which moto 5.2.5 lacks and Trino calls after every CREATE TABLE AS.
 *
 * @returns the answer, or null for any other action.
 *
 * @example
 * answerColumnStatistics(new Map(), 'DeleteColumnStatisticsForTable', '{"DatabaseName":"d","TableName":"t","ColumnName":"c"}'); // {}
 */
export function answerColumnStatistics(store: StatisticsStore, action: string, body: string): object | null {
  const verb = /^(Get|Update|Delete)ColumnStatisticsFor(?:Table|Partition)$/.exec(action)?.[1];
  if (verb === undefined) return null;
  const request = JSON.parse(body) as StatisticsRequest;
  const key = JSON.stringify([request.DatabaseName, request.TableName, request.PartitionValues ?? null]);
  const columns = store.get(key) ?? new Map<string, ColumnStatistics>();
  store.set(key, columns);
  switch (verb) {
    case 'Get':
      return {
        ColumnStatisticsList: (request.ColumnNames ?? []).flatMap((name) => columns.get(name) ?? []),
        Errors: [],
      };
    case 'Update':
      for (const each of request.ColumnStatisticsList ?? []) columns.set(each.ColumnName, each);
      return { Errors: [] };
    default:
      columns.delete(request.ColumnName ?? '');
      return {};
  }
}
