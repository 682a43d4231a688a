#!/usr/bin/env bash
# Package: @duckdb/node-api 1.5.6-r.1 (DuckDB 1.5.6), npm.
# Behaviour: a column of doubles that is also the key of ORDER BY is given back with 0.0 for -0.0; without ORDER BY, or
#   ordered by x + 0, the value is -0.0. So ordering changes a value, and 1 / x becomes Infinity instead of -Infinity.
# Expected: -0.0, as Trino 476 gives it: ORDER BY puts rows into an order, and -0.0 = 0.0 says that these two are in any order, not
#   that one may stand for the other.
# Exits with 0 while DuckDB behaves so, otherwise with 1.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @duckdb/node-api@1.5.6-r.1
cat >zero.mjs <<'JS'
import { DuckDBInstance } from '@duckdb/node-api';

const connection = await (await DuckDBInstance.create(':memory:')).connect();
const read = async (order) => {
  const reader = await connection.runAndReadAll(`select x from (values ('-0.0'::double), (1.0)) as v(x) ${order}`);
  return reader.getRows().map(([x]) => (Object.is(x, -0) ? '-0' : String(x)));
};
const [plain, ordered, by] = [await read(''), await read('order by x'), await read('order by x + 0')];
console.log(`as it is: ${plain}`);
console.log(`order by x: ${ordered}`);
console.log(`order by x + 0: ${by}`);
process.exit(plain[0] === '-0' && ordered[0] === '0' && by[0] === '-0' ? 0 : 1);
JS
node zero.mjs
