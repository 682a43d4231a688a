#!/usr/bin/env bash
# Package: @duckdb/node-api 1.5.6-r.1 (DuckDB 1.5.6), npm; Temporal of @js-temporal/polyfill 0.5.1, npm.
# Behaviour: a time that the clock of a zone shows twice in autumn is the later of its two instants: 2026-11-01 01:30 in New York is
#   06:30 UTC. date_trunc('hour', ...) of 05:59 UTC on New York's clock, back AT TIME ZONE New York, is therefore 06:00 UTC: an hour
#   that begins after the instant that is in it.
# Expected: the earlier one, 05:30 UTC, as java.time, Trino, Spark, Temporal (`compatible`) and Python (fold=0) have it. Trades of that
#   hour move by an hour when they go through both.
# Exits with 0 while DuckDB behaves so, otherwise with 1.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @duckdb/node-api@1.5.6-r.1 @js-temporal/polyfill@0.5.1
cat >twice.mjs <<'JS'
import { DuckDBInstance } from '@duckdb/node-api';
import { Temporal } from '@js-temporal/polyfill';

const connection = await (await DuckDBInstance.create(':memory:')).connect();
await connection.run("set TimeZone = 'UTC'");
const read = async (sql) => (await connection.runAndReadAll(`select (${sql})::varchar`)).getRows()[0][0];
const zone = 'America/New_York';
const twice = await read(`timezone('${zone}', timestamp '2026-11-01 01:30:00')`);
const hour = await read(`timezone('${zone}', date_trunc('hour', timezone('${zone}', timestamptz '2026-11-01 05:59:00+00')))`);
const temporal = Temporal.PlainDateTime.from('2026-11-01T01:30').toZonedDateTime(zone).toInstant().toString();
console.log(`01:30 in New York: ${twice}, with Temporal ${temporal}`);
console.log(`the hour of 05:59 UTC: ${hour}`);
process.exit(twice.startsWith('2026-11-01 06:30') && hour.startsWith('2026-11-01 06:00') && temporal.includes('T05:30') ? 0 : 1);
JS
node twice.mjs
