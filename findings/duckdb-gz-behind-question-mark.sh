#!/usr/bin/env bash
# Package: @duckdb/node-api 1.5.6-r.1 (DuckDB 1.5.4), Linux.
# Behaviour: read_json and read_csv with their automatic compression take the ".gz" of a local file for plain text when a *folder* in its
#   path holds a "?": everything from the "?" on is cut off before the extension is looked at, as if the path were a URL with a query.
#   The compressed bytes are then parsed: read_json fails with "Malformed JSON". Other special characters ("#", "&", "[", "*") do no harm.
# Expected: the extension of a local file decides, as it does without the "?"; a workaround is compression = 'gzip'.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent @duckdb/node-api@1.5.6-r.1
mkdir 'plain' 'what?' 'a#b&c'
for name in plain 'what?' 'a#b&c'; do printf '{"a":1}\n{"a":2}\n' | gzip > "$name/rows.ndjson.gz"; done
cat > read.mjs <<'JS'
import { DuckDBInstance } from '@duckdb/node-api';
const connection = await (await DuckDBInstance.create(':memory:')).connect();
const read = async (folder, option) => {
  const text = `select count(*) from read_json(['${process.cwd()}/${folder}/rows.ndjson.gz'], format = 'newline_delimited', columns = {a: 'INT'}${option})`;
  return connection.runAndReadAll(text).then((result) => String(result.getRows()[0][0]), (error) => error.message.split(' at ')[0].replace(process.cwd(), '.'));
};
const answers = {};
for (const folder of ['plain', 'a#b&c', 'what?']) {
  answers[folder] = await read(folder, '');
  console.log(`${folder}: automatic -> ${answers[folder]}; compression = 'gzip' -> ${await read(folder, ", compression = 'gzip'")}`);
}
const isAsDescribed = answers['plain'] === '2' && answers['a#b&c'] === '2' && answers['what?'].includes('Malformed JSON');
console.log(isAsDescribed ? 'As described.' : 'The behaviour has changed.');
process.exit(isAsDescribed ? 0 : 1);
JS
node read.mjs
