import { costWorkloads, type CostWorkload } from './cost-workload.ts';
import { estimateMonth, estimateRun } from './estimate-cost.ts';
import { prices } from './prices.ts';
import { runFootprint } from './run-footprint.ts';

/**
 * The text of `docs/cost.md`, from the model; a test checks that the file is up to date.
 *
 * @example
 * const text = costMarkdown();
 */
export function costMarkdown(): string {
  const head = [
    '# What it costs on AWS',
    '',
    'Generated from `libs/pipeline/src/cost`; `npm run generate` updates it. An estimate from list prices, without',
    'temporary free tiers. Bytes per row are measured, and queries and requests per run are counted on the rig; run',
    'times are assumptions until measured on AWS.',
    '',
    '| workload | USD / run | USD / month | rows / run | calls / run |',
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
    `${workload.runsPerMonth} runs a month; each reads ${workload.sessionsPerRun} sessions. ` +
      `${workload.sessionsKept} sessions are kept.`,
    '',
    '| item | quantity | unit | USD / month |',
    '| --- | --- | --- | --- |',
    ...lines.map(
      (line) => `| ${line.what} | ${count(line.quantity)} | ${prices[line.price].unit} | ${dollars(line.dollars)} |`,
    ),
    `| **total** | | | **${dollars(total)}** |`,
  ].join('\n');
}

function priceSection(): string {
  const rows = Object.values(prices).map(
    (price) => `| ${price.unit} | ${priceText(price.dollars)} | ${price.source} |`,
  );
  return ['## Prices', '', '| unit | price | source |', '| --- | --- | --- |', ...rows].join('\n');
}

const dollars = (value: number): string => value.toFixed(4);
/** `$5.00`, or `$0.40 per million` for prices too small to read. */
const priceText = (usd: number): string =>
  usd === 0 || usd >= 0.01 ? `$${plain(usd)}` : `$${plain(usd * 1e6)} per million`;
const plain = (value: number): string => (value >= 0.1 ? value.toFixed(2) : String(Number(value.toPrecision(3))));
const count = (value: number): string =>
  value === 0 || value >= 100 ? Math.round(value).toLocaleString('en-US') : value.toPrecision(3);
