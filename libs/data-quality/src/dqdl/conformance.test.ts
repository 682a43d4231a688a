import { describe, expect, it } from 'vitest';
import { absentCases, parseCases } from '../testing/conformance-cases.ts';
import { DqdlSyntaxError } from './dqdl-syntax-error.ts';
import { parseDqdl } from './parse-dqdl.ts';
import { printDqdl } from './print-dqdl.ts';
import { toReferenceAst } from './reference-ast.ts';

const cases = parseCases(process.env['CI']);

/** The tree as AWS's parser has it, or `rejected`. */
function verdictOf(ruleset: string): unknown {
  try {
    return toReferenceAst(parseDqdl(ruleset));
  } catch (error) {
    if (error instanceof DqdlSyntaxError) return 'rejected';
    throw error;
  }
}

describe.skipIf(cases === null)(`the corpus of AWS's parser${cases === null ? ` ${absentCases}` : ''}`, () => {
  it('has the verdict and the tree of every one of its 817 rulesets', () => {
    const wrong = (cases ?? []).filter(({ ruleset, valid, ast }) => {
      const verdict = verdictOf(ruleset);
      return valid ? JSON.stringify(sorted(verdict)) !== JSON.stringify(sorted(ast)) : verdict !== 'rejected';
    });

    expect(wrong.map(({ ruleset }) => ruleset)).toEqual([]);
    expect((cases ?? []).length - wrong.length).toBe(817);
  });

  it('reads its own print of every valid ruleset as the same ruleset', () => {
    const valid = (cases ?? []).filter((candidate) => candidate.valid).map(({ ruleset }) => ruleset);

    expect(valid).toHaveLength(678);
    for (const ruleset of valid) {
      const printed = printDqdl(parseDqdl(ruleset));
      expect(toReferenceAst(parseDqdl(printed))).toEqual(toReferenceAst(parseDqdl(ruleset)));
      expect(printDqdl(parseDqdl(printed))).toBe(printed);
    }
  });
});

/** The same JSON with the keys of every object in order. */
function sorted(json: unknown): unknown {
  if (Array.isArray(json)) return json.map(sorted);
  if (typeof json !== 'object' || json === null) return json;
  return Object.fromEntries(
    Object.entries(json)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, value]) => [key, sorted(value)]),
  );
}
