/// <reference lib="dom" />
import type uPlotClass from 'uplot';

declare global {
  interface Window {
    uPlot: typeof uPlotClass;
    charts?: Map<number, uPlotClass>;
  }
}

/** A chart's panel and the address of its data. */
export interface BareChart {
  readonly panel: number;
  readonly path: string;
}

/**
 * The baseline: requests the same data as the page and gives uPlot the same arrays, with only its own legend and the
 * shared cursor; later data goes into the same charts. Runs in `evaluate`, which serializes the function, so it must be
 * self-contained.
 *
 * @example
 * await page.evaluate(showBareCharts, [{ panel: 1, path: '/api/panel?...' }]);
 */
export async function showBareCharts(charts: readonly BareChart[]): Promise<void> {
  const bridgedS = 7_200;
  const known = (window.charts ??= new Map<number, uPlotClass>());
  await Promise.all(
    charts.map(async ({ panel, path }) => {
      const { columns, rows }: { columns: { name: string }[]; rows: (string | number)[][] } = await (
        await fetch(path)
      ).json();
      const [timeAt, nameAt] = ['time', 'ticker'].map((name) =>
        columns.findIndex((column) => column.name === name),
      ) as [number, number];
      const valueAt = [0, 1, 2].find((index) => index !== timeAt && index !== nameAt) ?? 2;
      const times: number[] = [];
      const lines = new Map<string, (number | null)[]>();
      for (const row of rows) {
        const time = Number(row[timeAt]) / 1_000;
        const last = times.at(-1) ?? time;
        if (time - last > bridgedS) times.push(last + 0.001); // lines are interrupted overnight
        if (time !== times.at(-1)) times.push(time);
        const name = String(row[nameAt]);
        const line = lines.get(name) ?? [];
        lines.set(name, line);
        while (line.length < times.length) line.push(null);
        line[times.length - 1] = Number(row[valueAt]);
      }
      const data: [number[], ...(number | null)[][]] = [times, ...lines.values()];
      const shown = known.get(panel);
      if (shown !== undefined) return shown.setData(data);
      const holder = document.createElement('div');
      holder.dataset['panel'] = String(panel);
      document.body.append(holder);
      const series = [...lines.keys()].map((label, index) => ({
        label,
        stroke: `hsl(${index * 47} 70% 40%)`,
        width: 1.5,
      }));
      known.set(
        panel,
        new window.uPlot(
          { width: holder.clientWidth, height: 300, cursor: { sync: { key: 'bare' } }, series: [{}, ...series] },
          data,
          holder,
        ),
      );
    }),
  );
}
