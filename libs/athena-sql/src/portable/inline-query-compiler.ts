import {
  type AggregateFunctionNode,
  type BinaryOperationNode,
  type CompiledQuery,
  type DataTypeNode,
  DefaultQueryCompiler,
  FunctionNode,
  type IdentifierNode,
  type OperationNode,
  OperatorNode,
  PrimitiveValueListNode,
  type QueryId,
  type RootOperationNode,
  ValueListNode,
} from 'kysely';
import { SqlCompileError } from '../sql/errors.ts';
import { quoteName } from '../sql/identifier.ts';
import { toLiteral } from '../sql/literal.ts';
import { refuseUnportable } from './refuse-unportable.ts';
import { portablePrefix, spellings } from './spellings.ts';
import type { SqlEngine } from './spellings/spelling.ts';
import { toEngineType } from './sql-type.ts';

/**
 * A Kysely compiler that writes values as typed literals and portable functions in the engine's syntax, and refuses
 * what one of the engines lacks or reads otherwise. A compiled query has no parameters: its text is all there is, so it can be
 * shown, hashed and sent anywhere.
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

  /** @throws {SqlCompileError} for what is not portable. */
  override compileQuery(node: RootOperationNode, queryId: QueryId): CompiledQuery {
    refuseUnportable(node);
    return super.compileQuery(node, queryId);
  }

  protected override appendValue(value: unknown): void {
    this.append(toLiteral(value));
  }

  protected override appendImmediateValue(value: unknown): void {
    this.append(toLiteral(value));
  }

  protected override visitIdentifier(node: IdentifierNode): void {
    this.append(this.quoteName(node.name));
  }

  /** The one place that quotes names; Athena's Hive parser wants them in another way. */
  protected quoteName(name: string): string {
    return quoteName(name);
  }

  protected override visitDataType(node: DataTypeNode): void {
    this.append(toEngineType(node.dataType, this.#engine));
  }

  /** Nothing is in an empty list, NULL neither; `in ()` itself is a syntax error. */
  protected override visitBinaryOperation(node: BinaryOperationNode): void {
    const operator = OperatorNode.is(node.operator) ? node.operator.operator : '';
    const isEmpty =
      (PrimitiveValueListNode.is(node.rightOperand) || ValueListNode.is(node.rightOperand)) &&
      node.rightOperand.values.length === 0;
    if (isEmpty && (operator === 'in' || operator === 'not in')) this.append(operator === 'in' ? '1 = 0' : '1 = 1');
    else super.visitBinaryOperation(node);
  }

  protected override visitFunction(node: FunctionNode): void {
    if (node.func.startsWith(portablePrefix)) this.#appendSpelling(node.func, node.arguments);
    else super.visitFunction(node);
  }

  /** Portable aggregates may be windows too: what follows the function is printed as Kysely does. */
  protected override visitAggregateFunction(node: AggregateFunctionNode): void {
    if (!node.func.startsWith(portablePrefix)) {
      super.visitAggregateFunction(node.func === 'avg' ? averageOfDoubles(node) : node);
      return;
    }
    if (node.distinct === true || node.orderBy !== undefined)
      throw new SqlCompileError(
        `The portable aggregate ${node.func.slice(portablePrefix.length)} takes neither distinct nor order by.`,
      );
    this.#appendSpelling(node.func, node.aggregated);
    if (node.over === undefined) return;
    this.append(' ');
    this.visitNode(node.over);
  }

  #appendSpelling(func: string, args: readonly OperationNode[]): void {
    const name = func.slice(portablePrefix.length);
    if (!Object.hasOwn(spellings, name)) throw new SqlCompileError(`The portable function ${name} has no spelling.`);
    const spelling = spellings[name as keyof typeof spellings][this.#engine];
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

/** Trino's mean of decimals is a decimal, rounded to their scale, DuckDB's a double. */
function averageOfDoubles(node: AggregateFunctionNode): AggregateFunctionNode {
  return {
    ...node,
    aggregated: node.aggregated.map((value) => FunctionNode.create(`${portablePrefix}as_double`, [value])),
  };
}
