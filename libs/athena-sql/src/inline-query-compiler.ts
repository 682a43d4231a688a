import { DefaultQueryCompiler, type FunctionNode, type OperationNode } from 'kysely';
import { SqlCompileError } from './errors.ts';
import { toLiteral } from './literal.ts';
import { portablePrefix, type SqlEngine, spellings } from './portable/spellings.ts';

/**
 * A Kysely compiler that writes values as typed literals and portable functions in the engine's own words. A compiled
 * query has no parameters: its text is all there is, so it can be shown, hashed and sent anywhere.
 *
 * @example
 * new InlineQueryCompiler('duckdb').compileQuery(query.toOperationNode(), createQueryId()).sql;
 */
export class InlineQueryCompiler extends DefaultQueryCompiler {
  readonly #engine: SqlEngine;

  constructor(engine: SqlEngine) {
    super();
    this.#engine = engine;
  }

  protected override appendValue(value: unknown): void {
    this.append(toLiteral(value));
  }

  protected override appendImmediateValue(value: unknown): void {
    this.append(toLiteral(value));
  }

  protected override visitFunction(node: FunctionNode): void {
    if (!node.func.startsWith(portablePrefix)) {
      super.visitFunction(node);
      return;
    }
    const name = node.func.slice(portablePrefix.length);
    if (!Object.hasOwn(spellings, name)) throw new SqlCompileError(`The portable function ${name} has no spelling.`);
    this.#appendSpelling(spellings[name as keyof typeof spellings][this.#engine], node.arguments);
  }

  #appendSpelling(spelling: string, args: readonly OperationNode[]): void {
    for (const part of spelling.split(/(\{\d\})/)) {
      const argument = /^\{(\d)\}$/.exec(part);
      if (argument === null) {
        this.append(part);
        continue;
      }
      const node = args[Number(argument[1])];
      if (node === undefined) throw new SqlCompileError(`Too few arguments for ${spelling}.`);
      this.visitNode(node);
    }
  }
}
