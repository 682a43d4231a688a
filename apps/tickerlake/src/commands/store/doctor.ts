import { createCalendars, sourceNamed } from '@tickerlake/pipeline';
import { access, constants, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDuckDb, verifyStore } from '@tickerlake/pipeline/local';
import { sql } from 'kysely';
import { foreignHostNote } from '../../composition/foreign-host-note.ts';
import { sourceToRead } from '../../composition/last-source.ts';
import { resolveSettings } from '../../composition/resolve-settings.ts';
import { openSource } from '../../composition/sources/open-source.ts';
import { storeOf } from '../../composition/store-of.ts';
import { openTarget } from '../../composition/open-target.ts';
import { toJsonText } from '../../output/json.ts';
import { readQualityFiles, strictRuleFileOptions } from '../../composition/quality-files.ts';
import { waitText } from '../../composition/sources/source-wait.ts';
import type { CommonOptions, Settings } from '../../composition/settings.ts';
import type { CommandContext } from '../../composition/command-context.ts';
import type { ExitCode } from '../../exit/exit-code.ts';
import { assertPortFree } from '../../input/parse-port.ts';

/** The result of one check. */
interface Finding {
  readonly name: string;
  readonly ok: boolean;
  readonly text: string;
}

/** Checks one thing that a run needs: returns what it found, or throws what is wrong. */
interface Probe {
  readonly name: string;
  look(settings: Settings, context: CommandContext): Promise<string>;
}

const probes: readonly Probe[] = [
  { name: 'node', look: async () => `Node ${process.versions.node} on ${process.platform} ${process.arch}` },
  {
    name: 'engine',
    async look(_settings, { signal }) {
      const session = await openDuckDb<unknown>({ tempDirectory: join(tmpdir(), 'tickerlake-doctor'), signal });
      const { rows } = await sql<{ version: string }>`select version() as version`
        .execute(session.db)
        .finally(() => session.close());
      return `DuckDB ${rows[0]?.version ?? '?'}`;
    },
  },
  {
    name: 'data folder',
    async look(settings) {
      await mkdir(settings.dataDir, { recursive: true });
      await access(settings.dataDir, constants.W_OK);
      return `${settings.dataDir} can be written`;
    },
  },
  {
    name: 'quality rules',
    async look(settings, context) {
      const files = await readQualityFiles(settings, context.home, strictRuleFileOptions);
      return `${files.map((file) => file.dataset).join(', ')} can be evaluated`;
    },
  },
  {
    name: 'source',
    async look(settings, context) {
      const { name, host, barLengthsMs } = sourceNamed(settings.sourceToRun);
      const calendars = createCalendars(settings.config.calendar);
      const source = await openSource(settings, {
        calendars,
        clock: context.clock,
        onWait: (wait) => context.streams.err(`${waitText(wait)}\n`),
      });
      const extent = await source.extent();
      if (extent !== null)
        return `${name} holds ${extent.tickers.length} tickers, ${extent.tickers.map(({ from }) => from).sort()[0]} to ${extent.tickers
          .map(({ to }) => to)
          .sort()
          .at(-1)}`;
      const barMs = barLengthsMs === 'stated' || barLengthsMs.includes(3_600_000) ? 3_600_000 : 60_000;
      const { tradingDate } = calendars.XNYS.lastCompletedSession(context.clock.now().getTime());
      const chunk = { id: 'doctor', ticker: 'AAPL', from: tradingDate, to: tradingDate, barMs };
      let bars = 0;
      for await (const page of source.fetchBars(chunk, context.signal)) bars += page.bars.length;
      await source.finish?.();
      if (bars === 0) throw new Error(`${name} answered, but has no bars of AAPL on ${tradingDate}`);
      return `${host(settings.config) ?? name} answers: ${bars} ${barMs === 60_000 ? 'minutes' : 'hours'} of AAPL on ${tradingDate}`;
    },
  },
  {
    name: 'target',
    async look(settings, context) {
      if (settings.target === 'local') return 'this machine';
      const target = await openTarget(
        settings,
        settings.sourceToRun,
        createCalendars(settings.config.calendar),
        context,
      );
      try {
        const release = await target.warehouse.currentRelease();
        await target.published.probe();
        return `${target.name} answers, ${release === null ? 'nothing is published there yet' : `release ${release.id} of ${release.publishedAt}`}`;
      } finally {
        await target.close();
      }
    },
  },
  {
    name: 'store',
    async look(settings, context) {
      if (settings.target !== 'local') return 'in S3, which keeps its own checksums';
      const paths = storeOf(settings, await sourceToRead(settings));
      const { releases, files, faults } = await verifyStore(paths, { signal: context.signal });
      const [first] = faults;
      if (first === undefined)
        return releases.length === 0
          ? `nothing is published in ${paths.root} yet`
          : `${releases.length} releases and landed bars, ${files} files: all as they were written`;
      throw new Error(
        `${faults.length} damaged files; "tickerlake verify" lists them. First: ${first.reason} ${first.next}`.trim(),
      );
    },
  },
  {
    name: 'port',
    async look({
      config: {
        preview: { port },
      },
    }) {
      await assertPortFree(port);
      return `${port} is free`;
    },
  },
];

/**
 * `tickerlake doctor`: checks everything that a run needs, and says what to do about what is missing. Makes one call.
 *
 * @returns 0 when all is well, otherwise 1.
 * @example
 * await doctor({}, context); // 0
 */
export async function doctor(options: CommonOptions, context: CommandContext): Promise<ExitCode> {
  const settings = await resolveSettings(options, context.environment, context.cwd);
  const note = foreignHostNote(settings);
  if (note !== null) context.streams.err(`Note: ${note}\n`);
  const findings: Finding[] = [];
  for (const probe of probes) {
    context.signal.throwIfAborted();
    const finding = await probe.look(settings, context).then(
      (text) => ({ name: probe.name, ok: true, text }),
      (error: unknown) => ({
        name: probe.name,
        ok: false,
        text: error instanceof Error ? error.message : String(error),
      }),
    );
    context.signal.throwIfAborted();
    findings.push(finding);
    if (!settings.isJson) context.streams.out(`${finding.ok ? 'ok  ' : 'FAIL'}  ${finding.name}: ${finding.text}\n`);
  }
  if (settings.isJson) context.streams.out(`${toJsonText(findings)}\n`);
  return findings.every((finding) => finding.ok) ? 0 : 1;
}
