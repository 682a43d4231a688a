#!/usr/bin/env bash
# Package: @duckdb/node-api 1.5.6-r.1 (DuckDB 1.5.6), npm.
# Behaviour: read_parquet('current/*.parquet') lists the files when a query is bound, and opens most of them later, by the same paths. When
#   current is a link that is switched to another folder in between (one atomic rename), and both folders have the same file names, the
#   rows of one query come from both folders, without an error.
# Expected: one atomic switch of a link gives each query the files of one folder, as it does for a program that opens the folder once.
#   Resolve the link before the query, or use other file names for other content: then the query fails and can be repeated.
# Exits with 0 while DuckDB behaves like this, otherwise with 1.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @duckdb/node-api@1.5.6-r.1
cat >mix.mjs <<'JS'
import { mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { DuckDBInstance } from '@duckdb/node-api';

const connection = await (await DuckDBInstance.create(':memory:')).connect();
const months = 8;
/** Two folders for each way of naming files; every row has the number of its folder. */
for (const release of [1, 2])
  for (const naming of ['same', 'own']) {
    mkdirSync(`${naming}-${release}`);
    for (let month = 1; month <= months; month += 1) {
      const name = naming === 'same' ? month : `${month}-${release}`;
      await connection.run(`copy (select ${release} as release from range(200000)) to '${naming}-${release}/${name}.parquet'`);
    }
  }
async function countReads(naming) {
  const seen = { whole: 0, failed: 0, mixed: 0 };
  const point = (release) => {
    rmSync('next', { force: true });
    symlinkSync(`${naming}-${release}`, 'next');
    renameSync('next', 'current');
  };
  point(1);
  let isDone = false;
  const switching = (async () => {
    for (let turn = 0; !isDone; turn += 1) {
      point(1 + (turn % 2));
      await setImmediate();
    }
  })();
  for (let read = 0; read < 300; read += 1) {
    try {
      const reader = await connection.runAndReadAll("select min(release) = max(release) from 'current/*.parquet'");
      seen[reader.getRows()[0][0] === true ? 'whole' : 'mixed'] += 1;
    } catch {
      seen.failed += 1;
    }
  }
  isDone = true;
  await switching;
  return seen;
}
const same = await countReads('same');
const own = await countReads('own');
console.log('the same file names in both folders:', same);
console.log('other file names in each folder:   ', own);
process.exit(same.mixed > 0 && own.mixed === 0 ? 0 : 1);
JS
node mix.mjs
