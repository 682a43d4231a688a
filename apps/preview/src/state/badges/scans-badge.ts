import type { Scans } from '@tickerlake/preview-api';
import type { Badge } from './badges.ts';

/** Of the limit, from which on the badge warns. */
const warnsFrom = 0.8;
const bytesPerMegabyte = 2 ** 20;
const sizeText = (bytes: number): string =>
  bytes < 1_024 * bytesPerMegabyte
    ? `${(bytes / bytesPerMegabyte).toFixed(1)} MB`
    : `${(bytes / bytesPerMegabyte / 1_024).toFixed(1)} GB`;

/**
 * What the header says of a lake's cost: dollars on Athena, bytes on Trino, and the limit behind it.
 *
 * @example
 * scansBadge({ engine: 'Trino', statements: 1, bytesScanned: 1_048_576, bytesBilled: 0, countedBytes: 1_048_576, dollars: 0, maxBytes: null }).text; // 'Trino 1.0 MB'
 */
export function scansBadge(scans: Scans): Badge {
  const { engine, statements, bytesScanned, bytesBilled, countedBytes, dollars, maxBytes } = scans;
  const isPaid = engine === 'Athena';
  const limit = maxBytes === null ? '' : `; nothing more is run from ${sizeText(maxBytes)} on`;
  const billed = isPaid ? `, billed as ${sizeText(bytesBilled)}, $${dollars.toFixed(4)}` : '';
  return {
    text: isPaid ? `Athena ${sizeText(bytesScanned)}, $${dollars.toFixed(4)}` : `Trino ${sizeText(bytesScanned)}`,
    title: `Since this server started ${engine} scanned ${sizeText(bytesScanned)} in ${statements} ${statements === 1 ? 'statement' : 'statements'}${billed}${limit}`,
    kind: maxBytes !== null && countedBytes >= maxBytes * warnsFrom ? 'warn' : 'notice',
  };
}
