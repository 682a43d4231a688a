import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expandMacros, interpolateVariables } from '@tickerlake/athena-plugin';
import { panelsOf, variableValues, volatilityIndexDashboard } from '@tickerlake/dashboards';
import { plainAggregate, type PlainHour, plainIndex, plainStanding } from '@tickerlake/dashboards/testing';
import { createReleaseStore, openPublished, type PublishedReader, storePaths } from '@tickerlake/pipeline/local';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { home, runCommand } from '../testing/run-command.ts';
import { addShims } from '../engine-process/add-shims.ts';

const recorded = join(home, '../shared/market-data/polygon-hourly');
const isThere = existsSync(recorded);
const dateInNewYork = new Intl.DateTimeFormat('sv-SE', { timeZone: 'America/New_York', dateStyle: 'short' });

/** Range % of the recorded hours, from the vendor's own answers. */
async function readHours(): Promise<PlainHour[]> {
  const names = (await readdir(recorded)).filter((name) => name.endsWith('.json') && !name.startsWith('X_'));
  const answers = await Promise.all(
    names.map(
      async (name) =>
        JSON.parse(await readFile(join(recorded, name), 'utf8')) as {
          ticker: string;
          results: { t: number; o: number; h: number; l: number }[];
        },
    ),
  );
  return answers.flatMap(({ ticker, results }) =>
    results.map(({ t, o, h, l }) => ({
      ticker,
      date: dateInNewYork.format(t),
      at: t,
      m: (100 * (h - l)) / o,
      isComplete: true,
    })),
  );
}

describe.skipIf(!isThere && process.env['CI'] !== 'true')(
  'the panels on 21 recorded sessions, as calculated independently (skipped: ../shared/market-data is absent)',
  () => {
    const dashboard = volatilityIndexDashboard();
    let dataDir: string;
    let hours: PlainHour[];
    let reader: PublishedReader;
    beforeAll(async () => {
      dataDir = await mkdtemp(join(tmpdir(), 'tickerlake-recorded-'));
      expect((await runCommand(['run', '--replay-dir', recorded, '--data-dir', dataDir])).code).toBe(0);
      const paths = storePaths(join(dataDir, 'replay'));
      const release = await createReleaseStore(paths).current();
      if (release === null) throw new Error('nothing is published');
      reader = await openPublished(paths, release, { setUp: addShims });
      hours = await readHours();
    }, 60_000);
    afterAll(async () => {
      await reader.close();
      await rm(dataDir, { recursive: true, force: true });
    });

    /** A panel's rows over all of the range, instants in ms. */
    async function rowsOf(panelId: number): Promise<Record<string, unknown>[]> {
      const times = hours.map(({ at }) => at);
      const rawSQL = panelsOf(dashboard).find(({ id }) => id === panelId)?.targets[0]?.rawSQL ?? '';
      const values = variableValues(dashboard, { ticker: [...new Set(hours.map(({ ticker }) => ticker))] });
      const rows = await reader.query(
        expandMacros(interpolateVariables(rawSQL, values), {
          fromMs: Math.min(...times),
          toMs: Math.max(...times),
          intervalMs: 3_600_000,
        }),
      );
      return rows.map((row) =>
        Object.fromEntries(
          Object.entries(row).map(([name, value]) => [
            name,
            value instanceof Date ? value.getTime() : typeof value === 'bigint' ? Number(value) : value,
          ]),
        ),
      );
    }

    function expectRows(rows: readonly Record<string, unknown>[], wanted: readonly Record<string, unknown>[]): void {
      expect(rows.length).toBe(wanted.length);
      rows.forEach((row, place) => {
        for (const [name, value] of Object.entries(wanted[place] ?? {})) {
          if (typeof value === 'number' && !Number.isInteger(value))
            expect(row[name], `${name} of row ${place}`).toBeCloseTo(value, 9);
          else expect(row[name], `${name} of row ${place}`).toEqual(value);
        }
      });
    }

    test('index', async () => {
      const wanted = plainIndex(hours, hours[0]?.date ?? '').map(({ at, ticker, index }) => ({
        time: at,
        ticker,
        index_100: index,
      }));
      expect(wanted).toHaveLength(7 * 147);
      expectRows(await rowsOf(1), wanted);
    });

    test('aggregate', async () => {
      const wanted = plainAggregate(hours).map(({ at, ...values }) => ({ time: at, ...values }));
      expect(wanted).toHaveLength(147);
      expectRows(await rowsOf(2), wanted);
    });

    test('standing', async () => {
      const rows = (await rowsOf(3)).toSorted((a, b) => (String(a['ticker']) < String(b['ticker']) ? -1 : 1));
      expectRows(rows, plainStanding(hours));
      expect(new Set(rows.map((row) => row['standing']))).toContain('consistently above');
    });
  },
);
