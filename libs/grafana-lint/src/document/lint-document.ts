import type { Json } from './json-value.ts';

/** A value with its place in the file. */
export interface Located {
  readonly path: string;
  readonly value: unknown;
}

/** A query of a panel, variable, annotation or alert. */
export interface LintQuery {
  readonly path: string;
  readonly usedBy: 'panel' | 'variable' | 'annotation' | 'alert';
  /** The type of the panel that draws it; null for the others. */
  readonly panelType: string | null;
  readonly refId: Located;
  readonly isHidden: boolean;
  readonly dataSource: Located;
  readonly connectionArgs: Located;
  /** 0 time series, 1 table, 2 logs. */
  readonly format: Located;
  /** The SQL; null when the query is not one of Athena's, whatever text it has. */
  readonly sql: { readonly path: string; readonly text: string } | null;
}

/** A panel, those inside rows included; a row itself is none. */
export interface LintPanel {
  readonly path: string;
  /** Whether the dashboard has only its position: its content is a library panel, saved elsewhere. */
  readonly isLibraryPanel: boolean;
  readonly id: Located;
  readonly type: string;
  readonly title: Located;
  readonly description: Located;
  /** `{ x, y, w, h }`. */
  readonly grid: Located;
  readonly fieldConfig: Located;
  readonly options: Located;
  readonly queries: readonly LintQuery[];
}

/** A variable. */
export interface LintVariable {
  readonly path: string;
  readonly name: string;
  readonly type: string;
  readonly json: Json;
}

/** A dashboard of any form. */
export interface LintDashboard {
  readonly kind: 'dashboard';
  readonly title: Located;
  readonly description: Located;
  readonly editable: Located;
  readonly timeZone: Located;
  readonly refresh: Located;
  readonly graphTooltip: Located;
  readonly panels: readonly LintPanel[];
  /** The ids of the rows of classic JSON; those of v2 and of schema 15 and older have none. */
  readonly rowIds: readonly Located[];
  readonly variables: readonly LintVariable[];
  /** The names that an import requires: `__inputs` of a dashboard exported for sharing. */
  readonly inputs: readonly string[];
  /** All queries: of panels, variables and annotations. */
  readonly queries: readonly LintQuery[];
}

/** An alert or recording rule. */
export interface LintAlert {
  readonly kind: 'alert-rule';
  readonly path: string;
  readonly json: Json;
  /** Whether it records a metric and does not alert. */
  readonly isRecording: boolean;
  readonly queries: readonly LintQuery[];
}

/** A data source. */
export interface LintDataSource {
  readonly kind: 'data-source';
  readonly path: string;
  /** The id of its plugin; null when the file does not say. */
  readonly plugin: string | null;
  readonly jsonData: Json;
}

/** A part of a file that the lint cannot judge. */
export interface LintUnreadable {
  readonly kind: 'unreadable';
  readonly path: string;
  /** Why, and what to do. */
  readonly reason: string;
}

/** What a rule reads. */
export type LintDocument = LintDashboard | LintAlert | LintDataSource | LintUnreadable;
