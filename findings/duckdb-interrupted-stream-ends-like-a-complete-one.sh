#!/usr/bin/env bash
# Package: @duckdb/node-api 1.5.6-r.1 (DuckDB 1.5.6), Linux.
# Behaviour: a streamed result is interrupted between two chunks. The next fetchChunk() gives null (or an empty chunk), the sign that all
#   rows have been read: a reader that stops there has part of the rows and no error. It has to check its own flag before it believes the end.
# Expected: fetchChunk() rejects with "INTERRUPT Error: Interrupted!", as a query does that is interrupted while it runs.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent @duckdb/node-api@1.5.6-r.1
cat >stream.mjs <<'JS'
import { DuckDBInstance } from '@duckdb/node-api';

const connection = await (await DuckDBInstance.create(':memory:')).connect();
const outcomes = { silent: 0, interrupted: 0 };
for (let run = 0; run < 20; run += 1) {
  const result = await connection.stream('select range from range(100000000000)');
  for (let chunk = 0; chunk <= run; chunk += 1) await result.fetchChunk();
  connection.interrupt();
  try {
    let chunk;
    do chunk = await result.fetchChunk();
    while (chunk !== null && chunk.rowCount > 0);
    outcomes.silent += 1;
  } catch (error) {
    if (!/interrupt/i.test(String(error))) throw error;
    outcomes.interrupted += 1;
  }
}
console.log(`ended like a complete result: ${outcomes.silent}, reported as interrupted: ${outcomes.interrupted}`);
process.exitCode = outcomes.silent === 20 ? 0 : 1;
JS
node stream.mjs
