import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { readFileSync } from 'node:fs';
import { ruleTypes } from '@tickerlake/data-quality';
import { strFromU8, unzipSync } from 'fflate';
import { beforeAll, describe, expect, it, test } from 'vitest';
import { findProblems } from './extension/find-problems.ts';
import { packExtension } from './pack-extension.ts';

const folder = join(import.meta.dirname, 'extension');

test.each([
  { name: 'nothing', text: 'Rules = [ RowCount > 0 ]', problems: [] },
  {
    name: 'a rule type that does not exist',
    text: 'Rules = [\n  RowCount > 0,\n  RowsCount > 0\n]',
    problems: ['error 2:2-11 There is no rule type RowsCount. Did you mean RowCount?'],
  },
  {
    name: 'a text without an end',
    text: 'Rules = [ IsComplete "ticker ]',
    problems: ['error 0:21-30 This text has no closing quote: add " where it ends (a quote inside it is written \\").'],
  },
  {
    name: 'a bracket that is missing, after the last line',
    text: 'Rules = [ RowCount > 0\n',
    problems: ['error 1:0-1 Expected ] or , in Rules, found the end of the text.'],
  },
  {
    name: 'a range whose end is left out',
    text: 'Rules = [\r\n  Completeness "a" between 0.9 and 1.0\r\n]',
    problems: [expect.stringMatching(/^warning 1:19-26 /)],
  },
])('a text with $name', ({ text, problems }) => {
  expect(
    findProblems(text).map(
      ({ severity, line, column, endColumn, message }) => `${severity} ${line}:${column}-${endColumn} ${message}`,
    ),
  ).toEqual(problems);
});

describe('the packed extension', () => {
  let files: Readonly<Record<string, Uint8Array>>;
  beforeAll(async () => {
    files = unzipSync(await packExtension(folder));
  }, 60_000);
  const textOf = (name: string): string => strFromU8(files[name] ?? new Uint8Array());

  it('holds what its manifest names', () => {
    const manifest = JSON.parse(textOf('extension/package.json'));
    const named = [
      manifest.main,
      manifest.contributes.languages[0].configuration,
      manifest.contributes.grammars[0].path,
    ].map((path: string) => `extension/${path.slice(2)}`);

    expect(Object.keys(files).sort()).toEqual(
      ['[Content_Types].xml', 'extension.vsixmanifest', 'extension/package.json', ...named].sort(),
    );
    for (const [name, bytes] of Object.entries(files))
      expect({ name, isEmpty: bytes.length === 0 }).toEqual({ name, isEmpty: false });
    expect(textOf('extension.vsixmanifest')).toContain('Id="dqdl" Version="0.1.0" Publisher="tickerlake"');
  });

  it('marks a document when it is opened and changed, and forgets it when it is closed', () => {
    const marks = new Map<unknown, readonly { readonly message: string; readonly severity: number }[]>();
    const listeners: Record<string, (given: unknown) => void> = {};
    const listen = (name: string) => (listener: (given: unknown) => void) => {
      listeners[name] = listener;
      return { dispose: () => {} };
    };
    const vscode = {
      Range: class {},
      Diagnostic: class {
        readonly message: string;
        readonly severity: number;
        constructor(_range: unknown, message: string, severity: number) {
          this.message = message;
          this.severity = severity;
        }
      },
      DiagnosticSeverity: { Error: 0, Warning: 1 },
      languages: {
        createDiagnosticCollection: () => ({
          set: (uri: unknown, found: never) => void marks.set(uri, found),
          delete: (uri: unknown) => void marks.delete(uri),
          dispose: () => {},
        }),
      },
      workspace: {
        textDocuments: [],
        onDidOpenTextDocument: listen('open'),
        onDidChangeTextDocument: listen('change'),
        onDidCloseTextDocument: listen('close'),
      },
    };
    const module = { exports: {} as { activate?: (context: object) => void } };
    runInNewContext(textOf('extension/extension.js'), {
      module,
      exports: module.exports,
      TextEncoder,
      require: (name: string) => (name === 'vscode' ? vscode : process.getBuiltinModule(name)),
    });
    module.exports.activate?.({ subscriptions: [] });

    const document = { uri: 'a', languageId: 'dqdl', getText: () => 'Rules = [ RowsCount > 0 ]' };
    listeners['open']?.(document);
    listeners['open']?.({ ...document, uri: 'b', languageId: 'sql' });
    expect([...marks]).toEqual([['a', [expect.objectContaining({ severity: 0, source: 'dqdl' })]]]);
    listeners['change']?.({ document: { ...document, getText: () => 'Rules = [ RowCount > 0 ]' } });
    expect(marks.get('a')).toEqual([]);
    listeners['close']?.(document);
    expect(marks.size).toBe(0);
  });
});

describe('the grammar', () => {
  interface Pattern {
    readonly name: string;
    readonly match?: string;
    readonly begin?: string;
  }
  const { patterns } = JSON.parse(readFileSync(join(folder, 'dqdl.tmLanguage.json'), 'utf8')) as {
    readonly patterns: readonly Pattern[];
  };
  /** As TextMate chooses: the first pattern among those that match at the place. JavaScript of Node 20 has no (?i:..). */
  const scopeAt = (text: string, at: number): string | undefined =>
    patterns.find(({ match, begin = '' }) => {
      const source = match ?? begin;
      const pattern = new RegExp(source.replace('(?i:', '(?:'), source.includes('(?i:') ? 'imy' : 'my');
      pattern.lastIndex = at;
      return pattern.test(text);
    })?.name;

  it('knows every rule type', () => {
    expect(ruleTypes.filter(({ name }) => scopeAt(`${name} "x"`, 0) !== 'support.type.rule.dqdl')).toEqual([]);
  });

  it.each([
    { token: 'Rules', scope: 'keyword.other.section.dqdl' },
    { token: '# every', scope: 'comment.line.number-sign.dqdl' },
    { token: '"ticker"', scope: 'string.quoted.double.dqdl' },
    { token: '$known', scope: 'variable.other.constant.dqdl' },
    { token: 'between', scope: 'keyword.operator.word.dqdl' },
    { token: 'AND', scope: 'keyword.operator.word.dqdl' },
    { token: 'avg(', scope: 'entity.name.function.dqdl' },
    { token: '-0.5', scope: 'constant.numeric.dqdl' },
    { token: '>=', scope: 'keyword.operator.dqdl' },
    { token: 'NULL', scope: 'constant.language.dqdl' },
    { token: 'hours', scope: 'keyword.other.unit.dqdl' },
  ])('$token is $scope', ({ token, scope }) => {
    const text = `Rules = [ # every
      (Mean "ticker" between -0.5 and avg(last(3))) AND (RowCount >= 7), ColumnValues "a" in $known,
      ColumnValues "b" = NULL, DataFreshness "c" <= 3 hours ]`;

    expect(scopeAt(text, text.indexOf(token))).toBe(scope);
  });
});
