import type { Scans } from '@tickerlake/preview-api';
import { sizeText } from '@tickerlake/record-schema';
import type { Badge } from './badges.ts';

/** The share of the limit from which the badge warns. */
const warnsFrom = 0.8;

/**
 * The header's badge for the cost of a lake: dollars on Athena, bytes on Trino; its tooltip has the limit.
 *
 * @example
 * scansBadge({ engine: 'Trino', statements: 1, bytesScanned: 1_048_576, bytesBilled: 0, countedBytes: 1_048_576, dollars: 0, maxBytes: null }).text; // 'Trino 1.0 MB'
 */
export function scansBadge(scans: Scans): Badge {
  const { engine, statements, bytesScanned, bytesBilled, countedBytes, dollars, maxBytes } = scans;
  const isPaid = engine === 'Athena';
  const limit = maxBytes === null ? '' : `; at ${sizeText(maxBytes)} no more statements run`;
  const billed = isPaid ? `, billed as ${sizeText(bytesBilled)}, $${dollars.toFixed(4)}` : '';
  return {
    text: isPaid ? `Athena ${sizeText(bytesScanned)}, $${dollars.toFixed(4)}` : `Trino ${sizeText(bytesScanned)}`,
    title: `Since this server started ${engine} scanned ${sizeText(bytesScanned)} in ${statements} ${statements === 1 ? 'statement' : 'statements'}${billed}${limit}`,
    kind: maxBytes !== null && countedBytes >= maxBytes * warnsFrom ? 'warn' : 'notice',
  };
}
