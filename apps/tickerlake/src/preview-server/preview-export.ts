import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hourlyVolatilityDashboard, isOverviewPanel, panelsOf } from '@tickerlake/dashboards';
import {
  aboutPages,
  type Embedded,
  firstPreset,
  overviewRanges,
  presetRange,
  type Question,
  questionKey,
  type Range,
} from '@tickerlake/preview-api';
import type { CommandContext } from '../composition/command-context.ts';
import type { ExitCode } from '../exit/exit-code.ts';
import { publishedRelease, type Reading } from '../composition/open-reading.ts';
import { writeOutput } from '../output/write-output.ts';
import { openSources } from './preview-page.ts';
import { answer } from './answer.ts';
import type { PageSources } from './page-sources.ts';

/** The zone that the page starts with. */
const newYork = 'America/New_York';

/**
 * `tickerlake preview --export <file>`: the page and the data of its first look in one file that needs no server. The file
 * contains the data.
 *
 * @returns 0.
 * @throws {RequestError} when nothing is published yet, or the file cannot be written.
 * @example
 * await exportPage(reading, 'hours.html', context); // 0
 */
export async function exportPage(reading: Reading, file: string, context: CommandContext): Promise<ExitCode> {
  await publishedRelease(reading);
  const { sources, close } = openSources(reading, context);
  try {
    const html = await toSingleFile(sources, context.signal, context.clock.now());
    await writeOutput(file, html, context);
    context.streams.out(
      `${file}: ${(html.length / 1_048_576).toFixed(1)} MiB. It contains the data: share it only with people who may see the data.\n`,
    );
    return 0;
  } finally {
    await close();
  }
}

async function toSingleFile(sources: PageSources, signal: AbortSignal, now: Date): Promise<string> {
  const [html, script, style] = (await Promise.all(
    ['index.html', 'main.js', 'main.css'].map((name) => readFile(join(sources.pageDir, name), 'utf8')),
  )) as [string, string, string];
  // A "<" as \u003c keeps JSON as it is and can end no element.
  const data = JSON.stringify(await embed(sources, signal, now), (_, value: unknown) =>
    typeof value === 'bigint' ? Number(value) : value,
  ).replaceAll('<', '\\u003c');
  const policy = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:" />`;
  return html
    .replace(
      /<link rel="stylesheet"[^>]*>/,
      () => `${policy}\n<style>${style.replaceAll('</style', '<\\/style')}</style>`,
    )
    .replace(
      /<script type="module"[^>]*><\/script>/,
      () =>
        `<script type="application/json" id="embedded">${data}</script>\n<script type="module">${script.replace(/\n?\/\/# sourceMappingURL=.*/, '').replaceAll('</script', '<\\/script')}</script>`,
    );
}

/** Every answer that the page requests when it first opens. */
async function embed(sources: PageSources, signal: AbortSignal, now: Date): Promise<Embedded> {
  const summary = await sources.summary(signal);
  const dashboards = await sources.dashboards();
  const answers: Record<string, unknown> = {};
  const ranges: Record<string, Range> = {};
  const add = async (question: Question): Promise<unknown> =>
    (answers[questionKey(question)] = await answer(sources, signal, question));
  await add({ kind: 'summary' });
  await add({ kind: 'dashboards' });
  for (const page of aboutPages) await add({ kind: 'about', page });
  for (const dashboard of dashboards) {
    const { uid, templating, annotations } = dashboard;
    const range = presetRange(firstPreset(dashboard), summary, newYork, now.getTime());
    ranges[uid] = range;
    const variables: Record<string, readonly string[]> = {};
    for (const { type, name } of templating.list) {
      if (type !== 'query') continue;
      variables[name] = (await add({ kind: 'variable', dashboard: uid, name })) as readonly string[];
    }
    for (const { name } of annotations.list) await add({ kind: 'annotations', dashboard: uid, name, range });
    if (Object.keys(variables).length > 0) {
      const overview = overviewRanges(range, Date.parse(summary.newestBar ?? now.toISOString()));
      const sessions = { fromMs: Math.min(range.fromMs, overview.sessions.fromMs), toMs: range.toMs };
      await add({ kind: 'page', dashboard: uid, part: 'sessions', range: sessions, variables: {} });
      if (uid === hourlyVolatilityDashboard().uid)
        for (const part of ['hours', 'means'] as const)
          await add({ kind: 'page', dashboard: uid, part, range: overview.hours, variables });
    }
    for (const { id, targets } of panelsOf(dashboard))
      if (targets.length > 0 && !isOverviewPanel(uid, id))
        await add({ kind: 'panel', dashboard: uid, panel: id, range, variables });
  }
  return { exportedAt: now.toISOString(), ranges, answers };
}
