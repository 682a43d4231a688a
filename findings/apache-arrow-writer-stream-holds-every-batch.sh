#!/usr/bin/env bash
# Package: apache-arrow 21.2.0 (npm), Node 20.
# Behaviour: RecordBatchFileWriter.throughNode() and RecordBatchStreamWriter.throughNode() acknowledge each batch at once, however slow the
#   stream behind them is. In a pipeline from a generator to a slow sink, nearly all encoded batches wait in memory: writing 5.6 million
#   rows to a busy disk this way took 1.6 GB.
# Expected: back pressure, as Node's own Transform streams have: a few batches wait. A workaround is to call write() for a batch and to hand
#   its bytes on before the next one.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent apache-arrow@21.2.0
cat > write.mjs <<'JS'
import { Transform, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Field, Float64, makeData, RecordBatch, RecordBatchFileWriter, RecordBatchStreamWriter, Schema, Struct } from 'apache-arrow';

const [count, rows] = [200, 2048];
const type = new Float64();
const schema = new Schema([new Field('price', type)]);
const batch = () => {
  const child = makeData({ type, length: rows, data: new Float64Array(rows) });
  return new RecordBatch(schema, makeData({ type: new Struct(schema.fields), length: rows, children: [child] }));
};
/** The most bytes that wait between a generator of batches and a sink that takes one chunk every 2 ms. */
async function mostWaiting(stream) {
  let [made, received, most] = [0, 0, 0];
  async function* batches() {
    for (; made < count; made += 1) yield batch();
  }
  const sink = new Writable({
    highWaterMark: 1,
    write(chunk, _, done) {
      received += chunk.length;
      most = Math.max(most, made * rows * 8 - received);
      setTimeout(done, 2);
    },
  });
  await pipeline(batches, stream, sink);
  return most / (count * rows * 8);
}
const control = new Transform({
  writableObjectMode: true,
  transform: (one, _, done) => done(null, Buffer.from(one.data.children[0].values.buffer)),
});
const shares = {
  'Transform of Node': await mostWaiting(control),
  'RecordBatchStreamWriter.throughNode()': await mostWaiting(RecordBatchStreamWriter.throughNode()),
  'RecordBatchFileWriter.throughNode()': await mostWaiting(RecordBatchFileWriter.throughNode()),
};
for (const [name, share] of Object.entries(shares)) console.log(`${name}: ${(100 * share).toFixed(0)} % of all bytes wait at once`);
const [bounded, ...held] = Object.values(shares);
const isAsDescribed = bounded < 0.3 && held.every((share) => share > 0.9);
console.log(isAsDescribed ? 'As described.' : 'The behaviour has changed.');
process.exit(isAsDescribed ? 0 : 1);
JS
node write.mjs
