#!/usr/bin/env bash
# Package: @duckdb/node-api 1.5.6-r.1 (DuckDB 1.5.6), Node 20 or newer, Linux.
# Behaviour: process.exit() does not end the process while a statement runs: it waits until the statement has ended. A handler that calls
#   process.exit() when its parent is gone, or on a signal, leaves a process that computes on for as long as the statement takes.
# Expected: process.exit() ends the process at once, as it does with a pending timer, socket or file read.
#   A workaround is to interrupt the connection first, or process.kill(process.pid, 'SIGKILL').
# The statement takes some seconds; the program asks to exit after half a second and is timed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent @duckdb/node-api@1.5.6-r.1
cat >exit.mjs <<'JS'
import { DuckDBInstance } from '@duckdb/node-api';
const connection = await (await DuckDBInstance.create(':memory:')).connect();
await connection.run('set threads = 1');
const rows = Number(process.argv[3]);
void connection.runAndReadAll(`select count(*) from range(${rows}) where hash(range) % 7 = 1`);
setTimeout(() => {
  if (process.argv[2] === 'interrupt') connection.interrupt();
  process.exit(0);
}, 500);
JS
cat >time.mjs <<'JS'
import { spawnSync } from 'node:child_process';
import { DuckDBInstance } from '@duckdb/node-api';
const connection = await (await DuckDBInstance.create(':memory:')).connect();
await connection.run('set threads = 1');
// As many rows as take this machine about six seconds.
const sample = 50_000_000;
const started = performance.now();
await connection.runAndReadAll(`select count(*) from range(${sample}) where hash(range) % 7 = 1`);
const rows = Math.round((sample * 6_000) / (performance.now() - started));
const exitMs = (how) => {
  const begun = performance.now();
  spawnSync(process.execPath, ['exit.mjs', how, String(rows)]);
  return Math.round(performance.now() - begun);
};
const [plainMs, interruptedMs] = [exitMs('plain'), exitMs('interrupt')];
console.log(`process.exit() after 500 ms of a statement of about 6,000 ms: ended after ${plainMs} ms; interrupted first: ${interruptedMs} ms`);
const isAsDescribed = plainMs > 3_000 && interruptedMs < plainMs / 2;
console.log(isAsDescribed ? 'As described.' : 'The behaviour has changed.');
process.exit(isAsDescribed ? 0 : 1);
JS
node time.mjs
