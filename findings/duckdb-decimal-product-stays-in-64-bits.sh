#!/usr/bin/env bash
# Package: @duckdb/node-api 1.5.6-r.1 (DuckDB 1.5.6), npm.
# Behaviour: the product of two DECIMALs of at most 18 digits is DECIMAL(18), and fails where it needs more:
#   DECIMAL(11,0) * DECIMAL(11,0) is DECIMAL(18,0), and 4294967295 * 4294967295 is an Out of Range Error. With one side of
#   19 digits the product is as wide as both together: DECIMAL(11,0) * DECIMAL(19,0) is DECIMAL(30,0).
# Expected: DECIMAL(22,0). DuckDB's documentation (Data Types, Numeric, Fixed-Point Decimals) says that a product has "the
#   required WIDTH and SCALE to contain the exact result, or throws an error if the required width would exceed" 38, and
#   Trino's decimal(11,0) * decimal(11,0) is decimal(22,0). Sums of squares of 32-bit numbers need a cast to 19 digits.
# Exits with 0 while DuckDB behaves so, otherwise with 1.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @duckdb/node-api@1.5.6-r.1
cat >product.mjs <<'JS'
import { DuckDBInstance } from '@duckdb/node-api';

const connection = await (await DuckDBInstance.create(':memory:')).connect();
const typeOf = async (left, right) => {
  const reader = await connection.runAndReadAll(`select typeof(x * y) as t from (values (cast(2 as ${left}), cast(2 as ${right}))) as v(x, y)`);
  return reader.getRowObjectsJson()[0].t;
};
const narrow = await typeOf('decimal(11, 0)', 'decimal(11, 0)');
const wide = await typeOf('decimal(11, 0)', 'decimal(19, 0)');
const failure = await connection
  .runAndReadAll('select x * x as p from (values (cast(4294967295 as decimal(11, 0)))) as v(x)')
  .then(() => 'none', (error) => error.message.split('\n')[0]);
console.log(`DECIMAL(11,0) * DECIMAL(11,0) is ${narrow}`);
console.log(`DECIMAL(11,0) * DECIMAL(19,0) is ${wide}`);
console.log(`4294967295 * 4294967295: ${failure}`);
process.exit(narrow === 'DECIMAL(18,0)' && wide === 'DECIMAL(30,0)' && failure.includes('Overflow in multiplication') ? 0 : 1);
JS
node product.mjs
