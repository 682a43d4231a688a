import { escapeMarkup } from './escape-markup.ts';
import { historyPlot } from './history-plot.ts';
import { nextStep } from '../next-step.ts';
import type { AnalyzerResult, QualityResult, RuleResult, SampleRow } from '../quality-result.ts';
import { valueText } from '../rule-lines.ts';
import { statusText } from '../status-text.ts';
import { summaryOf } from './to-text.ts';

const style = `
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
body { margin: 2rem auto; max-width: 70rem; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid #8886; padding: .4rem .6rem; text-align: left; vertical-align: top; }
code { font: 13px/1.5 ui-monospace, monospace; overflow-wrap: anywhere; }
.status { border-radius: .3rem; color: #fff; font-size: .8rem; padding: .1rem .5rem; }
.pass { background: #1a7f37; } .warn { background: #9a6700; } .fail, .error { background: #b3261e; } .not_evaluated { background: #57606a; }
details table { font-size: .85rem; width: auto; }`;

/**
 * Results as one HTML page that needs nothing else: no script, no font, no image.
 *
 * @example
 * await writeFile('quality.html', toHtml([result]));
 */
export function toHtml(results: readonly QualityResult[]): string {
  const sections = results.map(sectionHtml).join('\n');
  return `<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>Data quality</title>\n<style>${style}\n</style>\n</head>\n<body>\n<h1>Data quality</h1>\n${sections}\n</body>\n</html>\n`;
}

function sectionHtml(result: QualityResult): string {
  const rows = [...result.rules.map(ruleHtml), ...result.analyzers.map(analyzerHtml)].join('\n');
  return `<section>\n<h2>${escapeMarkup(result.dataset)}</h2>\n<p>${escapeMarkup(summaryOf(result))}</p>\n<table>\n<thead><tr><th scope="col">Status</th><th scope="col">Rule</th><th scope="col">Observed</th><th scope="col">Expected</th></tr></thead>\n<tbody>\n${rows}\n</tbody>\n</table>\n</section>`;
}

function ruleHtml(rule: RuleResult): string {
  const place = escapeMarkup(`${rule.file}:${rule.at.line}:${rule.at.column}`);
  const notes = [rule.message, nextStep(rule)].filter((note) => note !== '').map((note) => `<br>${escapeMarkup(note)}`);
  const message = notes.join('');
  const status = `<span class="status ${rule.status}">${statusText(rule.status)}</span>`;
  return `<tr><td>${status}</td><td><code title="${place}">${escapeMarkup(rule.dqdl)}</code>${message}${sampleHtml(rule.sample)}</td><td>${escapeMarkup(rule.observedText)}${historyPlot(rule.past ?? [], rule.observed)}</td><td>${escapeMarkup(rule.expected)}</td></tr>`;
}

function analyzerHtml({ dqdl, status, metrics, message }: AnalyzerResult): string {
  const observed = Object.entries(metrics)
    .map(([name, value]) => `${name} = ${value}`)
    .join('\n');
  const style = status === 'error' ? 'error' : 'not_evaluated';
  return `<tr><td><span class="status ${style}">${status}</span></td><td><code>${escapeMarkup(dqdl)}</code>${message === '' ? '' : `<br>${escapeMarkup(message)}`}</td><td>${escapeMarkup(observed)}</td><td></td></tr>`;
}

function sampleHtml(sample: readonly SampleRow[]): string {
  const [first] = sample;
  if (first === undefined) return '';
  const head = Object.keys(first).map((column) => `<th scope="col">${escapeMarkup(column)}</th>`);
  const body = sample.map(
    (row) =>
      `<tr>${Object.values(row)
        .map((value) => `<td>${escapeMarkup(valueText(value))}</td>`)
        .join('')}</tr>`,
  );
  return `<details><summary>${sample.length} of the rows that failed</summary><table><thead><tr>${head.join('')}</tr></thead><tbody>${body.join('')}</tbody></table></details>`;
}
