#!/usr/bin/env bash
# Package: @duckdb/node-api 1.5.6-r.1 (DuckDB 1.5.6), npm.
# Behaviour: read_csv and read_json of a gzip file that was cut take what is there for the whole file: no error, fewer rows. Only
#   a cut inside a row may be an error, of the row. The checksum and the length at the end of the file are not compared either.
# Expected: an error, as gzip -t, zlib, Python's gzip and pyarrow give ("unexpected end of file"): a download that stopped is
#   otherwise a market day with fewer bars. Check the file first, or unpack it with zlib.
# Exits with 0 while DuckDB behaves so, otherwise with 1.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @duckdb/node-api@1.5.6-r.1
cat >truncated.mjs <<'JS'
import { writeFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';

// The second half is a block of its own, so that the cut is between two rows.
const rows = (from) => Array.from({ length: 1000 }, (_, index) => `{"n":${from + index}}\n`).join('');
const whole = gzipSync(rows(0) + rows(1000), { level: 0 });
const cut = whole.subarray(0, whole.indexOf('{"n":1000}'));
const cases = { whole, 'cut between rows': cut, 'without its checksum': whole.subarray(0, -8) };
const connection = await (await DuckDBInstance.create(':memory:')).connect();
const counts = [];
for (const [name, content] of Object.entries(cases)) {
  writeFileSync('file.ndjson.gz', content);
  let zlib = 'no error';
  try {
    gunzipSync(content);
  } catch (error) {
    zlib = error.message;
  }
  const count = async (reader) => {
    const answer = await connection
      .runAndReadAll(`select count(*) as n from ${reader}`)
      .then((read) => Number(read.getRows()[0][0]), (error) => error.message.split('\n')[0]);
    counts.push(answer);
    return answer;
  };
  const json = await count("read_json('file.ndjson.gz', format = 'newline_delimited', columns = {n: 'BIGINT'})");
  const csv = await count("read_csv('file.ndjson.gz', header = false, delim = '|', quote = '', columns = {line: 'VARCHAR'})");
  console.log(`${name}: read_json ${json} rows, read_csv ${csv} rows; zlib: ${zlib}`);
}
process.exit(counts.join() === '2000,2000,1000,1000,2000,2000' ? 0 : 1);
JS
node truncated.mjs
