import type { Position } from './position.ts';

/** A text as written in double quotes or as a `$constant`. `raw` keeps the escapes, `value` has `\"` and `\\` resolved. */
export interface QuotedText {
  readonly value: string;
  readonly raw: string;
  /** The constant that the text came from. */
  readonly constant?: string;
  readonly at: Position;
}

/** What a rule is about: a column, an alias, an SQL text, a path. `written` is how: `"a"`, `a` or `$a`. */
export interface Parameter extends QuotedText {
  readonly written: 'quoted' | 'bare' | 'constant';
  /** The optional word before it, which has no meaning. */
  readonly link?: 'of' | 'and';
}

/** The four operators between numbers. */
export type ArithmeticOperator = '+' | '-' | '*' | '/';

/** A number, or what yields one when the rules run. `parameter` is this library's extension (`allowParameters`). */
export type NumberOperand =
  | { readonly kind: 'number'; readonly text: string; readonly at: Position }
  | { readonly kind: 'null'; readonly at: Position }
  | { readonly kind: 'parameter'; readonly name: string; readonly at: Position }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly NumberOperand[]; readonly at: Position }
  | {
      readonly kind: 'binary';
      readonly op: ArithmeticOperator;
      readonly left: NumberOperand;
      readonly right: NumberOperand;
      readonly parens: boolean;
      readonly at: Position;
    };

/** A text, or one of the keywords for texts. */
export type TextOperand =
  | ({ readonly kind: 'string' } & QuotedText)
  | { readonly kind: 'keyword'; readonly value: 'NULL' | 'EMPTY' | 'WHITESPACES_ONLY'; readonly at: Position };

/** A day, a time of day, or a moment relative to the run. */
export type DateOperand =
  | { readonly kind: 'date'; readonly text: string; readonly constant?: string; readonly at: Position }
  /** A time of day: `minuteOfDay` from 0 to 1439. */
  | {
      readonly kind: 'time';
      readonly text: string;
      readonly minuteOfDay: number;
      readonly constant?: string;
      readonly at: Position;
    }
  | { readonly kind: 'now'; readonly at: Position }
  | {
      readonly kind: 'now-offset';
      readonly sign: '+' | '-';
      readonly amount: string;
      readonly unit: DurationUnit;
      readonly at: Position;
    }
  | { readonly kind: 'null'; readonly at: Position };

/** The units of a duration. */
export type DurationUnit = 'days' | 'hours' | 'minutes';
/** The units of a size; each is 1,024 of the one before. */
export type SizeUnit = 'B' | 'KB' | 'MB' | 'GB' | 'TB';

/** A whole number of days, hours or minutes. */
export interface DurationOperand {
  readonly kind: 'duration';
  readonly amount: string;
  readonly unit: DurationUnit;
  readonly at: Position;
}

/** `unit` is absent where a plain number of bytes was written. */
export interface SizeOperand {
  readonly kind: 'size';
  readonly amount: string;
  readonly unit?: SizeUnit;
  readonly at: Position;
}

/** How an observed value is compared. `between` leaves both ends out. */
export type Comparison =
  '=' | '!=' | '>' | '>=' | '<' | '<=' | 'between' | 'not between' | 'in' | 'not in' | 'matches' | 'not matches';

/** `list` names the constant that a whole list came from. */
interface Compare<Type extends string, Operand> {
  readonly type: Type;
  readonly op: Comparison;
  readonly operands: readonly Operand[];
  readonly list?: string;
  readonly at: Position;
}

/** A condition on a number. */
export type NumberCondition = Compare<'number', NumberOperand>;
/** A condition on a text. */
export type TextCondition = Compare<'string', TextOperand>;
/** A condition on a date or a moment. */
export type DateCondition = Compare<'date', DateOperand>;
/** A condition on an age. */
export type DurationCondition = Compare<'duration', DurationOperand>;
/** A condition on a number of bytes. */
export type SizeCondition = Compare<'size', SizeOperand>;

/** What the observed value is compared with; `none` for rules that are true or false by themselves. */
export type Condition =
  { readonly type: 'none' } | NumberCondition | TextCondition | DateCondition | DurationCondition | SizeCondition;

/** The types of conditions. */
export type ConditionType = Condition['type'];

/** A `"key"="value"` of a rule or of the defaults. */
export interface Label {
  readonly key: QuotedText;
  readonly value: QuotedText;
}

/** `with name = value`. A number keeps its digits as text. */
export interface Tag {
  readonly name: string;
  readonly value: string;
  readonly isNumber: boolean;
  readonly at: Position;
}

/** A rule about one thing. */
export interface SimpleRule {
  readonly kind: 'rule';
  readonly type: string;
  readonly parameters: readonly Parameter[];
  readonly condition: Condition;
  readonly where?: QuotedText;
  readonly threshold?: NumberCondition;
  readonly tags: readonly Tag[];
  /** The rule's own labels, without the default ones. */
  readonly labels: readonly Label[];
  readonly at: Position;
}

/** Two rules joined by AND or OR. Longer chains nest to the left; AND binds tighter. */
export interface CompositeRule {
  readonly kind: 'composite';
  readonly operator: 'AND' | 'OR';
  readonly left: Rule;
  readonly right: Rule;
  readonly labels: readonly Label[];
  readonly at: Position;
}

/** A rule, alone or joined. */
export type Rule = SimpleRule | CompositeRule;

/** A metric that is only measured: a rule's type and parameters without a condition. */
export interface Analyzer {
  readonly type: string;
  readonly parameters: readonly Parameter[];
  readonly at: Position;
}

/** `name = "text"` or `name = ["a", "b"]` (`list`), used as `$name`. */
export interface Constant {
  readonly name: string;
  readonly list: boolean;
  readonly values: readonly TextOperand[];
  readonly at: Position;
}

/** A parsed DQDL document. */
export interface Ruleset {
  readonly file: string;
  readonly metadata: readonly Label[];
  readonly primary?: QuotedText;
  readonly additionalDataSources?: readonly QuotedText[];
  readonly constants: readonly Constant[];
  readonly defaultLabels: readonly Label[];
  readonly rules: readonly Rule[];
  /** Absent if the text has no `Analyzers` section. */
  readonly analyzers?: readonly Analyzer[];
}
