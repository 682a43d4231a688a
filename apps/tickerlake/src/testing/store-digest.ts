import { runCommand } from './run-command.ts';

/** What the published tables hold, without who fetched it and when: one line per table. */
const digests = [
  { table: 'bars', apart: 'run_id, request_id, fetched_at' },
  { table: 'hourly_volatility', apart: 'run_id' },
  { table: 'sessions', apart: '' },
  { table: 'quality_results', apart: 'run_id, checked_at' },
].map(({ table, apart }) => {
  const columns = apart === '' ? '*' : `* exclude (${apart})`;
  const rows = `select to_json(kept)::varchar as line from (select ${columns} from ${table}) kept`;
  return `select '${table}' as name, count(*) as n, sha256(string_agg(line, chr(10) order by line)) as digest from (${rows})`;
});

/**
 * What readers of a store see, row for row, as a text to compare; 'nothing' before the first release.
 *
 * @example
 * expect(await readStoreDigest(dataDir)).toBe(before);
 */
export async function readStoreDigest(dataDir: string): Promise<string> {
  if (JSON.parse((await runCommand(['releases', '--data-dir', dataDir, '--json'])).out).length === 0) return 'nothing';
  const { code, out, err } = await runCommand(['query', digests.join(' union all '), '--data-dir', dataDir, '--json']);
  return code === 0 ? out : `cannot be read: ${err}`;
}
