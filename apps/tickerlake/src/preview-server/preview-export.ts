import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ClassicDashboard, hourlyVolatilityDashboard, panelsOf } from '@tickerlake/dashboards';
import type { CommandContext } from '../composition/command-context.ts';
import type { ExitCode } from '../exit/exit-code.ts';
import { currentRelease, type ReadStore } from '../composition/read-store.ts';
import { writeOutput } from '../output/write-output.ts';
import { openSources } from './preview-page.ts';
import { answer } from './answer.ts';
import type { PageSources } from './page-sources.ts';

const dayMs = 86_400_000;

/**
 * `tickerlake preview --export <file>`: the page and the data of its first look in one file that needs no server. The file
 * contains the data.
 *
 * @returns 0.
 * @throws {RequestError} when nothing is published yet, or the file cannot be written.
 * @example
 * await exportPage(store, 'hours.html', context); // 0
 */
export async function exportPage(store: ReadStore, file: string, context: CommandContext): Promise<ExitCode> {
  await currentRelease(store);
  const { sources, close } = openSources(store, context);
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

/** Every answer that the page asks for on its first looks, by what it asks. */
async function embed(sources: PageSources, signal: AbortSignal, now: Date) {
  const summary = await sources.summary(signal);
  const dashboards = await sources.dashboards();
  const ask = (path: string, query: Readonly<Record<string, string>> = {}): Promise<unknown> =>
    answer(sources, signal, new URL(`/api/${path}?${new URLSearchParams(query).toString()}`, 'http://127.0.0.1'));
  const answers: Record<string, unknown> = { summary, dashboards };
  const ranges: Record<string, { fromMs: number; toMs: number }> = {};
  for (const what of ['runs', 'coverage', 'quality']) answers[`about/${what}`] = await ask('about', { what });
  for (const dashboard of dashboards) {
    const range = firstRange(dashboard, summary, now.getTime());
    ranges[dashboard.uid] = range;
    const times = { from: String(range.fromMs), to: String(range.toMs) };
    const chosen = new URLSearchParams();
    for (const { type, name } of dashboard.templating.list) {
      if (type !== 'query') continue;
      const values = (await ask('variable', { dashboard: dashboard.uid, name })) as readonly string[];
      answers[`variable/${dashboard.uid}/${name}`] = values;
      for (const value of values) chosen.append(`var-${name}`, value);
    }
    for (const { name, target } of dashboard.annotations.list)
      if ('rawSQL' in target)
        answers[`annotations/${dashboard.uid}/${name}`] = await ask('annotations', {
          dashboard: dashboard.uid,
          name,
          ...times,
        });
    if (dashboard.templating.list.some(({ type }) => type === 'query')) {
      // With the sessions and hours before the range that the first screen compares with.
      const from = String(range.fromMs - 110 * dayMs);
      const query = { what: 'sessions', dashboard: dashboard.uid, from, to: times.to };
      answers[`page/sessions/${dashboard.uid}`] = await ask('page', query);
    }
    if (dashboard.uid === hourlyVolatilityDashboard().uid) {
      const newest = { from: String(range.toMs - 10 * dayMs), to: times.to };
      const query = new URLSearchParams({ what: 'hours', dashboard: dashboard.uid, ...newest });
      answers[`page/hours/${dashboard.uid}`] = await answer(
        sources,
        signal,
        new URL(`/api/page?${query.toString()}&${chosen.toString()}`, 'http://127.0.0.1'),
      );
    }
    for (const { id, targets } of panelsOf(dashboard)) {
      if (targets.length === 0) continue;
      const query = new URLSearchParams({ dashboard: dashboard.uid, panel: String(id), ref: 'A', ...times });
      answers[`panel/${dashboard.uid}/${id}`] = await answer(
        sources,
        signal,
        new URL(`/api/panel?${query.toString()}&${chosen.toString()}`, 'http://127.0.0.1'),
      );
    }
  }
  return { exportedAt: now.toISOString(), ranges, answers };
}

/** The month up to the newest hour; of a dashboard about the pipeline, everything until now. */
function firstRange(
  dashboard: ClassicDashboard,
  { newestBar, from }: { readonly newestBar: string | null; readonly from: string },
  nowMs: number,
) {
  const startMs = Date.parse(`${from}T00:00:00Z`);
  if (!dashboard.templating.list.some(({ type }) => type === 'query')) return { fromMs: startMs, toMs: nowMs };
  const toMs = (newestBar === null ? nowMs : Date.parse(newestBar)) + dayMs / 4;
  return { fromMs: Math.max(startMs, toMs - 31 * dayMs), toMs };
}
