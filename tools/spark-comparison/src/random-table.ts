import * as fc from 'fast-check';

/** A cell as JSON has it: whole numbers beyond 2^53, days, moments, NaN, infinities and -0 are texts. */
export type Cell = string | number | boolean | null;

/** A column's type, as the rule engine names it. */
export type CellType = 'int64' | 'double' | 'string' | 'boolean' | 'date' | 'timestamp';

/** A small table with its types. */
export interface RandomTable {
  readonly columns: readonly (readonly [name: string, type: CellType])[];
  readonly rows: readonly (readonly Cell[])[];
}

/** Every column that a table may have. */
export const allColumns: RandomTable['columns'] = [
  ['n', 'int64'],
  ['m', 'int64'],
  ['x', 'double'],
  ['y', 'double'],
  ['name', 'string'],
  ['text', 'string'],
  ['flag', 'boolean'],
  ['day', 'date'],
  ['at', 'timestamp'],
];

const ordinary: Readonly<Record<CellType, readonly Cell[]>> = {
  int64: [0, 1, 2, 3, 5, 8, -1, -4, 100],
  double: [0, 0.1, 0.2, 0.3, 1, 1.5, 2.25, -1.5, -3, 100],
  string: ['AAPL', 'MSFT', 'aapl', 'A', 'BRK.B', 'a b', '12', '1.5'],
  boolean: [true, false],
  date: ['2026-05-26', '2026-05-27', '2026-05-28', '2026-05-29', '2024-02-29'],
  timestamp: ['2026-05-28 00:00:00', '2026-05-28 14:30:00', '2026-05-28 23:59:59', '2026-05-29 09:30:00'],
};

const odd: Readonly<Record<CellType, readonly Cell[]>> = {
  int64: ['9007199254740993', '-9007199254740993'],
  double: ['NaN', 'Infinity', '-Infinity', '-0', 1e300, 1e-300],
  string: ['', ' ', '\t\n', "O'Hara", 'é', '日本', 'NULL', '2026-05-28'],
  boolean: [],
  date: ['1969-12-31'],
  timestamp: ['1969-12-31 23:59:59'],
};

/** The values of one column: of few or many, with odd ones, with NULL, of NULL only. */
function cells(type: CellType): fc.Arbitrary<fc.Arbitrary<Cell>> {
  const plain = fc.constantFrom(...ordinary[type]);
  const any = fc.constantFrom(...ordinary[type], ...odd[type], ...odd[type]);
  const few = fc.subarray([...ordinary[type], ...odd[type]], { minLength: 1, maxLength: 2 });
  const sometimesNull = (values: fc.Arbitrary<Cell>) => fc.option(values, { freq: 4 });
  return fc.oneof(
    { weight: 4, arbitrary: fc.constant(plain) },
    { weight: 4, arbitrary: fc.constant(sometimesNull(plain)) },
    { weight: 2, arbitrary: fc.constant(any) },
    { weight: 3, arbitrary: fc.constant(sometimesNull(any)) },
    { weight: 2, arbitrary: few.map((values) => fc.constantFrom(...values)) },
    { weight: 1, arbitrary: fc.constant(fc.constant(null)) },
  );
}

const rowCount = fc.oneof(
  { weight: 1, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.constant(1) },
  { weight: 8, arbitrary: fc.integer({ min: 2, max: 12 }) },
  { weight: 2, arbitrary: fc.integer({ min: 13, max: 40 }) },
);

/** A table of 0 to 40 rows and four to seven columns, always with a whole number, a number and a text. */
export const randomTable: fc.Arbitrary<RandomTable> = fc
  .tuple(fc.subarray([...allColumns], { minLength: 2, maxLength: 5 }), rowCount)
  .chain(([some, rows]) => {
    const columns = allColumns.filter((column) => ['n', 'x', 'name'].includes(column[0]) || some.includes(column));
    return fc
      .tuple(...columns.map(([, type]) => cells(type)))
      .chain((values) => fc.array(fc.tuple(...values), { minLength: rows, maxLength: rows }))
      .map((made) => ({ columns, rows: made }));
  });
