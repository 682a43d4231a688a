import type { TrinoType } from '../trino-type.ts';

/** The position of something in the statement: the offset of its first character. */
interface Placed {
  readonly at: number;
}

/** An expression of Trino's grammar, as far as it is supported. */
export type Expression = Placed &
  (
    | { readonly kind: 'null' }
    | { readonly kind: 'boolean'; readonly value: boolean }
    | { readonly kind: 'number'; readonly text: string }
    | { readonly kind: 'string'; readonly value: string }
    | { readonly kind: 'binary'; readonly hex: string }
    /** `DATE '2026-11-20'`, `DECIMAL '1.5'`. */
    | { readonly kind: 'typed'; readonly type: string; readonly text: string }
    | { readonly kind: 'interval'; readonly text: string; readonly unit: string; readonly sign: 1 | -1 }
    | { readonly kind: 'column'; readonly parts: readonly string[] }
    | { readonly kind: 'field'; readonly of: Expression; readonly name: string }
    | { readonly kind: 'subscript'; readonly of: Expression; readonly index: Expression }
    | { readonly kind: 'array'; readonly items: readonly Expression[] }
    | { readonly kind: 'row'; readonly items: readonly Expression[] }
    | { readonly kind: 'unary'; readonly operator: '-' | '+' | 'not'; readonly operand: Expression }
    | { readonly kind: 'operation'; readonly operator: string; readonly left: Expression; readonly right: Expression }
    | { readonly kind: 'logical'; readonly operator: 'and' | 'or'; readonly operands: readonly Expression[] }
    | { readonly kind: 'comparison'; readonly operator: string; readonly left: Expression; readonly right: Expression }
    | {
        readonly kind: 'between';
        readonly operand: Expression;
        readonly low: Expression;
        readonly high: Expression;
        readonly negated: boolean;
      }
    | {
        readonly kind: 'in';
        readonly operand: Expression;
        readonly items: readonly Expression[];
        readonly negated: boolean;
      }
    | { readonly kind: 'in-query'; readonly operand: Expression; readonly query: Query; readonly negated: boolean }
    | {
        readonly kind: 'like';
        readonly operand: Expression;
        readonly pattern: Expression;
        readonly escape: Expression | null;
        readonly negated: boolean;
      }
    | { readonly kind: 'is-null'; readonly operand: Expression; readonly negated: boolean }
    | {
        readonly kind: 'distinct-from';
        readonly left: Expression;
        readonly right: Expression;
        readonly negated: boolean;
      }
    | { readonly kind: 'at-zone'; readonly operand: Expression; readonly zone: Expression }
    | {
        readonly kind: 'case';
        readonly operand: Expression | null;
        readonly whens: readonly When[];
        readonly otherwise: Expression | null;
      }
    | { readonly kind: 'cast'; readonly operand: Expression; readonly type: TrinoType; readonly isTry: boolean }
    | { readonly kind: 'extract'; readonly unit: string; readonly operand: Expression }
    | { readonly kind: 'call'; readonly name: string; readonly call: Call }
    | { readonly kind: 'lambda'; readonly parameters: readonly string[]; readonly body: Expression }
    | { readonly kind: 'query'; readonly query: Query }
    | { readonly kind: 'exists'; readonly query: Query }
  );

/** A branch of CASE. */
export interface When {
  readonly when: Expression;
  readonly then: Expression;
}

/** The arguments and modifiers of a function call. */
export interface Call {
  readonly args: readonly Expression[];
  /** `count(*)`. */
  readonly isStar: boolean;
  readonly distinct: boolean;
  readonly orderBy: readonly SortKey[];
  readonly filter: Expression | null;
  readonly nulls: 'ignore' | 'respect';
  readonly over: WindowSpec | string | null;
}

/** A key of ORDER BY. */
export interface SortKey {
  readonly key: Expression;
  readonly isDescending: boolean;
  readonly nulls: 'first' | 'last';
}

/** A window; the frame consists of its bounds as words and expressions. */
export interface WindowSpec {
  readonly base: string | null;
  readonly partitionBy: readonly Expression[];
  readonly orderBy: readonly SortKey[];
  readonly frame: { readonly mode: string; readonly start: FrameBound; readonly end: FrameBound | null } | null;
}

/** `unbounded preceding`, `current row`, or an offset before or after. */
export interface FrameBound {
  readonly words: string;
  readonly offset: Expression | null;
}

/** A query with its WITH, ORDER BY and LIMIT clauses. */
export interface Query extends Placed {
  readonly with: readonly {
    readonly name: string;
    readonly columns: readonly string[] | null;
    readonly query: Query;
  }[];
  readonly body: QueryBody;
  readonly orderBy: readonly SortKey[];
  readonly offset: string | null;
  readonly limit: string | null;
}

/** The body of a query, which produces its rows. */
export type QueryBody = Placed &
  (
    | { readonly kind: 'select'; readonly select: Select }
    | {
        readonly kind: 'set';
        readonly operator: string;
        readonly isAll: boolean;
        readonly left: QueryBody;
        readonly right: QueryBody;
      }
    | { readonly kind: 'values'; readonly rows: readonly Expression[] }
    | { readonly kind: 'nested'; readonly query: Query }
    | { readonly kind: 'table'; readonly name: readonly string[] }
  );

/** One SELECT. */
export interface Select {
  readonly distinct: boolean;
  readonly items: readonly SelectItem[];
  readonly from: Relation | null;
  readonly where: Expression | null;
  readonly groupBy: readonly GroupItem[];
  readonly having: Expression | null;
  readonly windows: readonly { readonly name: string; readonly spec: WindowSpec }[];
}

/** A column of SELECT, or all columns (of one relation). */
export type SelectItem =
  | { readonly kind: 'item'; readonly value: Expression; readonly alias: string | null }
  | { readonly kind: 'all'; readonly of: string | null; readonly at: number };

/** An element of GROUP BY. */
export type GroupItem =
  | { readonly kind: 'one'; readonly keys: readonly Expression[] }
  | {
      readonly kind: 'sets';
      readonly mode: 'rollup' | 'cube' | 'grouping sets';
      readonly sets: readonly (readonly Expression[])[];
    };

/** A relation in FROM. */
export type Relation = Placed &
  (
    | { readonly kind: 'table'; readonly name: readonly string[] }
    | { readonly kind: 'query'; readonly query: Query; readonly isLateral: boolean }
    | { readonly kind: 'unnest'; readonly lists: readonly Expression[]; readonly withOrdinality: boolean }
    | {
        readonly kind: 'alias';
        readonly of: Relation;
        readonly name: string;
        readonly columns: readonly string[] | null;
      }
    | { readonly kind: 'sample'; readonly of: Relation; readonly percent: string }
    | {
        readonly kind: 'join';
        readonly type: 'inner' | 'left' | 'right' | 'full' | 'cross';
        readonly left: Relation;
        readonly right: Relation;
        readonly on: Expression | null;
        readonly using: readonly string[] | null;
      }
  );
