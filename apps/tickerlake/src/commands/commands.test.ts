import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommanderError } from 'commander';
import { describe, expect, it, test } from 'vitest';
import { toCommander } from '../command-line/create-program.ts';
import { home } from '../testing/run-command.ts';
import { commandGroups } from './index.ts';

const commands = commandGroups.flatMap(({ prefix, commands: own }) =>
  own.map((spec) => ({ ...spec, path: prefix === undefined ? spec.name : `${prefix.name} ${spec.name}` })),
);
const filesIn = (folder: string, end: string): string[] =>
  readdirSync(join(home, folder), { recursive: true })
    .map(String)
    .filter((path) => path.endsWith(end))
    .map((path) => readFileSync(join(home, folder, path), 'utf8'));
const readme = readFileSync(join(home, 'README.md'), 'utf8');
const tests = filesIn('apps/tickerlake/src', '.test.ts').filter((text) => /runCommand|startCommand/.test(text));
/** The commands in the first column of the README's table. `dashboards plan`, `apply` means two commands below `dashboards`. */
const documented = [...readme.matchAll(/^\| (`[a-z ]+`(?:, `[a-z ]+`)*) \|/gm)].flatMap(([, cell = '']) => {
  const names = cell.replaceAll('`', '').split(', ');
  const [prefix] = names[0]?.split(' ').slice(0, -1) ?? [];
  return names.map((name) => (prefix === undefined || name.startsWith(`${prefix} `) ? name : `${prefix} ${name}`));
});
const docs = [readme, ...filesIn('docs', '.md')];

/** Words of a command line; double quotes keep words together. */
const toWords = (line: string): string[] =>
  [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, word]) => quoted ?? word ?? '');

/** What commander prints and would run for a command line. */
async function parse(line: string): Promise<{ readonly text: string; readonly acts: number }> {
  let [text, acts] = ['', 0];
  const write = (more: string): void => void (text += more);
  await toCommander({ out: write, err: write }, async () => void (acts += 1), '0.1.0')
    .parseAsync(toWords(line), { from: 'user' })
    .catch((error: unknown) => {
      if (!(error instanceof CommanderError)) throw error;
    });
  return { text, acts };
}

describe.each(commands)('the command $path', ({ path, summary, examples, load }) => {
  it('has a summary of one line and examples of itself that can be typed', async () => {
    expect(summary).toMatch(/^[A-Za-z][^\n]+[^.]$/);
    expect(examples.length).toBeGreaterThan(0);
    for (const example of examples) {
      expect(example.startsWith(path)).toBe(true);
      expect(await parse(example)).toEqual({ text: '', acts: 1 });
    }
  });

  it('has code', async () => {
    expect(await load()).toBeTypeOf('function');
  });

  it('is in the table of commands of the README', () => {
    expect(documented).toContain(path);
  });

  it('is run by a test', () => {
    const words = path.split(' ').map((word) => `'${word}'`);
    expect(tests.some((text) => words.every((word) => text.includes(word)))).toBe(true);
  });
});

test('no two commands have the same name', () => {
  expect(new Set(commands.map(({ path }) => path)).size).toBe(commands.length);
});

test('every command that a document types exists', () => {
  const typed = docs.flatMap((text) =>
    [...text.matchAll(/npm run tickerlake -- ([a-z]+(?: [a-z]+)?)/g)].map(([, words = '']) => words),
  );
  expect(typed.length).toBeGreaterThan(10);
  const known = commands.map(({ path }) => path);
  expect(typed.filter((words) => !known.some((path) => `${words} `.startsWith(`${path} `)))).toEqual([]);
});

test('docs/commands.md holds the help of every command', async () => {
  const parts = ['# Commands', 'Generated from the help: `npm run generate` writes this page.'];
  for (const { path } of commands)
    parts.push(`## ${path}`, `\`\`\`text\n${(await parse(`${path} --help`)).text.trimEnd()}\n\`\`\``);
  await expect(`${parts.join('\n\n')}\n`).toMatchFileSnapshot(join(home, 'docs/commands.md'));
});
