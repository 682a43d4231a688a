import ts from 'typescript';

/** One line of an `@example` that says what it returns: `monthOf('2026-05-29'); // '2026-05'`. */
export interface Example {
  readonly line: number;
  readonly expression: string;
  /** The comment after it, if it is a JavaScript value. */
  readonly expected: string;
}

/**
 * The self-contained examples of a module: an expression and its value on one line, using only the module's exports and
 * globals.
 *
 * @param names The exports of the module.
 * @example
 * findExamples("/**\n * @example\n * half(2); // 1\n *\/", new Set(['half'])); // [{ line: 3, expression: 'half(2)', expected: '1' }]
 */
export function findExamples(text: string, names: ReadonlySet<string>): Example[] {
  let isExample = false;
  return text.split('\n').flatMap((raw, index) => {
    const line = /^\s*\*(?!\/) ?(.*)$/.exec(raw)?.[1];
    if (line === undefined || line.startsWith('@')) isExample = line?.startsWith('@example') === true;
    const match = isExample ? /^(\S.*?);?\s+\/\/ (.+)$/.exec(line ?? '') : null;
    const [, expression = '', expected = ''] = match ?? [];
    if (match === null || !isExpression(expression, names) || !isExpression(expected, new Set())) return [];
    return [{ line: index + 1, expression, expected }];
  });
}

const globals = new Set(['Date', 'Error', 'Infinity', 'Map', 'NaN', 'Set', 'URL', 'AbortSignal', 'undefined']);

/** Whether a text is one expression whose free names are exports or globals. */
function isExpression(text: string, names: ReadonlySet<string>): boolean {
  const source = ts.createSourceFile('example.ts', `(${text});`, ts.ScriptTarget.Latest, true);
  const [statement, ...others] = source.statements;
  if (statement === undefined || others.length > 0 || !ts.isExpressionStatement(statement)) return false;
  if (ts.isParenthesizedExpression(statement.expression) && ts.isArrowFunction(statement.expression.expression))
    return false;
  if (ts.transpileModule(`(${text});`, { reportDiagnostics: true }).diagnostics?.length !== 0) return false;
  let isKnown = true;
  const bound = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isParameter(node) && ts.isIdentifier(node.name)) bound.add(node.name.text);
    if (ts.isIdentifier(node) && isReference(node))
      isKnown &&= names.has(node.text) || globals.has(node.text) || bound.has(node.text);
    ts.forEachChild(node, visit);
  };
  visit(statement);
  return isKnown;
}

function isReference(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node;
  return true;
}
