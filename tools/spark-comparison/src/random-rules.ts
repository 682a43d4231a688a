import * as fc from 'fast-check';
import { allColumns, type CellType, type RandomTable } from './random-table.ts';

const order = fc.constantFrom('=', '!=', '>', '>=', '<', '<=');
const share = fc.constantFrom('0', '0.25', '0.5', '0.75', '0.9', '1.0', '1');
const small = fc.constantFrom('-3', '-1.5', '0', '0.1', '0.3', '0.5', '1', '1.5', '2', '2.25', '3', '5', '8', '100');
const text = fc.constantFrom('AAPL', 'MSFT', 'aapl', 'A', 'BRK.B', 'a b', '12', 'é', '日本').map((one) => `"${one}"`);
const keyword = fc.constantFrom('NULL', 'EMPTY', 'WHITESPACES_ONLY');
const day = fc.constantFrom('2026-05-27', '2026-05-28', '2026-05-29', '2024-02-29').map((one) => `"${one}"`);
const pattern = fc
  .constantFrom('[A-Z]+', '.*', 'A.*', '[a-zA-Z.]{1,5}', '\\\\d+', 'A|AAPL', '', '.')
  .map((one) => `"${one}"`);

/** Filters that mean the same in Spark, DuckDB and Trino, by the column that they need. */
const filters: readonly (readonly [column: string, filter: string])[] = [
  ['n', 'n > 1'],
  ['n', 'n is null'],
  ['name', "name = 'AAPL'"],
  ['name', "name <> '' and n >= 0"],
  ['flag', 'flag'],
  ['day', "day >= date '2026-05-28'"],
  ['n', '1 = 0'],
];

/**
 * Rules on a table, each of another kind, in a random order.
 *
 * @example
 * const rules = randomRules({ columns: [['n', 'int64'], ['x', 'double'], ['name', 'string']], rows: [] }, 15);
 */
export function randomRules(table: RandomTable, rules: number): fc.Arbitrary<readonly string[]> {
  const kinds = kindsOfRules(table);
  return fc
    .shuffledSubarray(kinds, { minLength: rules, maxLength: rules })
    .chain((some) => fc.tuple(...some))
    .map((made) => [...new Set(made)]);
}

function kindsOfRules({ columns, rows }: RandomTable): fc.Arbitrary<string>[] {
  const namesOf = (types: readonly CellType[]) =>
    columns.filter(([, type]) => types.length === 0 || types.includes(type)).map(([name]) => `"${name}"`);
  const column = (...types: readonly CellType[]) => fc.constantFrom(...namesOf(types));
  const two = (...types: readonly CellType[]) =>
    fc.shuffledSubarray(namesOf(types), { minLength: 2, maxLength: 2 }).map((names) => names.join(' '));
  const has = (type: CellType) => columns.some((one) => one[1] === type);
  const one = column();
  const numeric = column('int64', 'double');
  const texts = column('string');
  const where = fc.oneof(
    { weight: 3, arbitrary: fc.constant('') },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        ...filters
          .filter(([name]) => columns.some((known) => known[0] === name))
          .map(([, filter]) => ` where "${filter}"`),
      ),
    },
  );
  const threshold = fc.oneof(
    { weight: 2, arbitrary: fc.constant('') },
    {
      weight: 1,
      arbitrary: fc.tuple(fc.constantFrom('>', '>='), share).map(([op, part]) => ` with threshold ${op} ${part}`),
    },
  );
  const count = fc.constantFrom(String(rows.length), String(rows.length + 1), '0', '1', '2', '5');
  const rule = (...parts: readonly (string | fc.Arbitrary<string>)[]) =>
    fc.tuple(...parts.map((part) => (typeof part === 'string' ? fc.constant(part) : part))).map((made) =>
      made
        .filter((part) => part !== '')
        .join(' ')
        .replace(/ +/g, ' '),
    );
  const rowCount = rule('RowCount', compared(count), where);
  const isComplete = rule('IsComplete', one, where);
  const completeness = rule('Completeness', one, compared(share), where);
  const values = rule('ColumnValues', numeric, compared(small, orNull(small)), where, threshold);
  const nested = (parts: fc.Arbitrary<string>) => parts.map((part) => `(${part})`);
  const simple = nested(fc.oneof(rowCount, isComplete, completeness, values));
  return [
    rowCount,
    isComplete,
    completeness,
    rule('IsUnique', one, where),
    rule('Uniqueness', one, compared(share), where),
    rule('UniqueValueRatio', one, compared(share), where),
    rule('DistinctValuesCount', one, compared(count), where),
    rule('Entropy', one, compared(small), where),
    rule('Mean', numeric, compared(small), where),
    rule('Sum', numeric, compared(small), where),
    rule('StandardDeviation', numeric, compared(small), where),
    rule('ColumnCorrelation', two('int64', 'double'), compared(share), where),
    values,
    rule('ColumnValues', numeric, fc.constantFrom('between', 'not between'), small, 'and', small, where),
    rule(
      'ColumnValues',
      texts,
      fc.constantFrom('=', '!='),
      fc.oneof({ weight: 3, arbitrary: text }, keyword),
      where,
      threshold,
    ),
    rule('ColumnValues', texts, listed(fc.oneof({ weight: 4, arbitrary: text }, keyword)), where, threshold),
    rule('ColumnValues', texts, fc.constantFrom('matches', 'not matches'), pattern, where, threshold),
    ...(has('date') ? [rule('ColumnValues', column('date'), compared(day, orNull(day)), where, threshold)] : []),
    ...(has('timestamp') ? [rule('ColumnValues', column('timestamp'), compared(day), where, threshold)] : []),
    ...(has('date') || has('timestamp')
      ? [
          rule(
            'DataFreshness',
            column('date', 'timestamp'),
            fc.constantFrom('<= 1 days', '< 100000 days', '> 24 hours'),
          ),
        ]
      : []),
    rule('ColumnLength', texts, compared(count), where),
    rule('IsPrimaryKey', one, where),
    rule('IsPrimaryKey', two()),
    rule('ColumnCount', compared(fc.constantFrom(String(columns.length), '3', '5'))),
    rule('ColumnExists', fc.constantFrom(...allColumns.map(([name]) => `"${name}"`), '"absent"')),
    rule('ColumnNamesMatchPattern', fc.constantFrom('"[a-z]+"', '"[a-z]{1,3}"', '"n.*"')),
    rule('ColumnDataType', texts, '=', fc.constantFrom('"INTEGER"', '"DOUBLE"', '"DATE"', '"BOOLEAN"'), threshold),
    rule(
      'CustomSql',
      fc.constantFrom('"select count(*) from primary where n > 1"', '"select max(n) from primary"'),
      compared(small),
    ),
    rule(
      'CustomSql',
      fc.constantFrom('"select name from primary where n > 0"', '"select name from primary where name is not null"'),
    ),
    fc.tuple(simple, fc.constantFrom('AND', 'OR'), simple).map((parts) => parts.join(' ')),
    fc.tuple(simple, simple, simple).map(([a, b, c]) => `(${a} AND ${b}) OR ${c}`),
  ];
}

const orNull = (operand: fc.Arbitrary<string>) =>
  fc.oneof({ weight: 6, arbitrary: operand }, { weight: 1, arbitrary: fc.constant('NULL') });

const listed = (operand: fc.Arbitrary<string>) =>
  fc
    .tuple(fc.constantFrom('in', 'not in'), fc.uniqueArray(operand, { minLength: 1, maxLength: 4 }))
    .map(([op, list]) => `${op} [${list.join(', ')}]`);

/** Every comparison of the language. */
function compared(operand: fc.Arbitrary<string>, inList: fc.Arbitrary<string> = operand): fc.Arbitrary<string> {
  const range = fc
    .tuple(fc.constantFrom('between', 'not between'), operand, operand)
    .map(([op, low, high]) => `${op} ${low} and ${high}`);
  return fc.oneof(
    { weight: 3, arbitrary: fc.tuple(order, operand).map((parts) => parts.join(' ')) },
    { weight: 1, arbitrary: range },
    { weight: 1, arbitrary: listed(inList) },
  );
}
