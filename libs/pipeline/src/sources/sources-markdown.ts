import { barLengthText } from './bar-length-text.ts';
import { sources } from './sources.ts';

/**
 * `docs/sources.md`: what is true of each source, from its definition. A test keeps the file current.
 *
 * @example
 * sourcesMarkdown().startsWith('# Sources'); // true
 */
export function sourcesMarkdown(): string {
  const columns = [
    'source',
    'what it is',
    'asset classes',
    'time of a bar',
    'sessions',
    'adjusted',
    'bars',
    'calls a minute',
    'base bars a call',
    'an empty answer',
    'keys',
  ];
  const rows = sources.map((source) => [
    `\`${source.name}\``,
    source.summary,
    source.assetClasses.join(', '),
    `its ${source.stamps.at}, in ${source.stamps.as}`,
    source.sessions.join(', '),
    source.adjusted === 'never' ? 'never' : 'as the data says',
    source.barLengthsMs === 'stated' ? 'as stated' : source.barLengthsMs.map(barLengthText).join(', '),
    source.callsPerMinute === null ? 'unlimited' : String(source.callsPerMinute),
    source.barsPerCall.toLocaleString('en-US'),
    source.confirmsEmpty ? 'is remembered, and asked again later' : 'says nothing',
    source.secrets.map((name) => `\`${name}\``).join(', ') || 'none',
  ]);
  const table = [columns, columns.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  const settings = sources.flatMap(({ name, settings: own, options }) => [
    `- \`${name}\`: ${Object.keys(own)
      .map((key) => `\`"${key}"\``)
      .join(', ')}; ${options.map(({ flags }) => `\`${flags}\``).join(', ') || 'no options'}`,
  ]);
  return `${[
    '# Sources',
    'Generated from the definitions in `libs/pipeline/src/sources`: `npm run generate` writes this page. Choose a source with `--source` or `"source"`; each has its own store. [Add one](how-to/add-a-source.md).',
    table.join('\n'),
    'Whatever a source says, landed bars carry their start in milliseconds and their length as it is stated, never as the times suggest. Of a minute that comes twice with different values the later answer wins, then the larger trade count; if neither decides, that minute is refused. Both are counted in the report of the run. One contract suite, `libs/pipeline/src/testing/source-contract.ts`, holds every source to this.',
    '## Settings and options',
    settings.join('\n'),
  ].join('\n\n')}\n`;
}
