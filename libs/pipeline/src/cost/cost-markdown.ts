import { costWorkloads, type CostWorkload } from './cost-workload.ts';
import { estimateMonth, estimateRun } from './estimate-cost.ts';
import { prices } from './prices.ts';
import { runFootprint } from './run-footprint.ts';

/**
 * The text of `docs/cost.md`, from the model; a test keeps the file current.
 *
 * @example
 * const text = costMarkdown();
 */
export function costMarkdown(): string {
  const head = [
    '# What it costs on AWS',
    '',
    'Generated from `libs/pipeline/src/cost`; `npm run generate` writes it anew. An estimate from list prices, without free tiers that end. The',
    'bytes of a row are measured, queries and requests of a run are counted on the rig; its seconds are assumptions until a run on AWS has told them.',
    '',
    '| workload | a run | a month | rows a run | calls a run |',
    '| --- | --- | --- | --- | --- |',
    ...costWorkloads.map(summaryLine),
  ].join('\n');
  return `${[head, ...costWorkloads.map(section), priceSection()].join('\n\n')}\n`;
}

function summaryLine(workload: CostWorkload): string {
  const run = runFootprint(workload);
  return `| ${workload.name} | ${dollars(estimateRun(workload).dollars)} | ${dollars(estimateMonth(workload).dollars)} | ${count(run.rows)} | ${count(run.calls)} |`;
}

function section(workload: CostWorkload): string {
  const { lines, dollars: total } = estimateMonth(workload);
  return [
    `## ${workload.name}`,
    '',
    `${workload.runsPerMonth} runs a month, each reads ${workload.sessionsPerRun} sessions; ${workload.sessionsKept} sessions are kept.`,
    '',
    '| what | quantity | unit | dollars |',
    '| --- | --- | --- | --- |',
    ...lines.map((line) => `| ${line.what} | ${count(line.quantity)} | ${prices[line.price].unit} | ${dollars(line.dollars)} |`),
    `| **a month** | | | **${dollars(total)}** |`,
  ].join('\n');
}

function priceSection(): string {
  const rows = Object.values(prices).map((price) => `| ${price.unit} | ${price.dollars.toPrecision(3)} | ${price.source} |`);
  return ['## Prices', '', '| unit | dollars | source |', '| --- | --- | --- |', ...rows].join('\n');
}

const dollars = (value: number): string => value.toFixed(4);
const count = (value: number): string => (value === 0 || value >= 100 ? Math.round(value).toLocaleString('en-US') : value.toPrecision(3));
