/** A reference to a data source; the uid is a dashboard variable, so that it works in every Grafana. */
export interface DataSourceRef {
  readonly type: 'grafana-athena-datasource';
  readonly uid: string;
}

/** A query of a panel. `format` 0 is a time series (sorted by time, text columns become labels), 1 a table. */
export interface AthenaTarget {
  readonly refId: string;
  readonly datasource: DataSourceRef;
  readonly format: 0 | 1;
  readonly rawSQL: string;
  readonly connectionArgs: ConnectionArgs;
}

/** Where a query runs. Always present, because Grafana's frontend reads it without a check. */
export interface ConnectionArgs {
  readonly region: string;
  readonly catalog: string;
  readonly database: string;
  readonly resultReuseEnabled: boolean;
  readonly resultReuseMaxAgeInMinutes: number;
}

/** Position and size on Grafana's grid of 24 columns. */
export interface GridPos {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** The value at which a colour starts; null is the base. */
export interface Threshold {
  readonly color: string;
  readonly value: number | null;
}

/** How a panel displays its fields. */
export interface FieldDefaults {
  readonly unit?: string;
  readonly decimals?: number;
  readonly displayName?: string;
  readonly noValue?: string;
  readonly color?: { readonly mode: string; readonly fixedColor?: string };
  readonly mappings?: readonly ValueMapping[];
  readonly thresholds?: { readonly mode: 'absolute'; readonly steps: readonly Threshold[] };
  readonly min?: number;
  readonly max?: number;
  readonly custom?: Readonly<Record<string, unknown>>;
  readonly links?: readonly DataLink[];
}

/** What stands for values of a field, by the value: a text, a colour, or both. */
export interface ValueMapping {
  readonly type: 'value';
  readonly options: Readonly<
    Record<string, { readonly text?: string; readonly color: string; readonly index: number }>
  >;
}

/** A link from a value to another dashboard or panel. */
export interface DataLink {
  readonly title: string;
  readonly url: string;
}

/** Overrides for one field by its name, or for those whose names match. */
export interface FieldOverride {
  readonly matcher: { readonly id: 'byName' | 'byRegexp'; readonly options: string };
  readonly properties: readonly { readonly id: string; readonly value: unknown }[];
}

/** A panel in Grafana's classic JSON. */
export interface ClassicPanel {
  readonly id: number;
  readonly type:
    | 'timeseries'
    | 'stat'
    | 'table'
    | 'barchart'
    | 'bargauge'
    | 'candlestick'
    | 'histogram'
    | 'status-history'
    | 'trend'
    | 'text';
  readonly title: string;
  readonly description: string;
  readonly gridPos: GridPos;
  readonly datasource: DataSourceRef;
  readonly targets: readonly AthenaTarget[];
  readonly fieldConfig: { readonly defaults: FieldDefaults; readonly overrides: readonly FieldOverride[] };
  readonly options: Readonly<Record<string, unknown>>;
  /** In this order, on the answers of all queries, or of the one that `filter` names. */
  readonly transformations?: readonly Transformation[];
  /** The variable whose values have a panel each; the panel sees one value. */
  readonly repeat?: string;
  readonly repeatDirection?: 'h' | 'v';
  readonly maxPerRow?: number;
}

/** A transformation of rows in Grafana's frontend. */
export interface Transformation {
  readonly id: string;
  readonly filter?: { readonly id: 'byRefId'; readonly options: string };
  readonly options: Readonly<Record<string, unknown>>;
}

/**
 * A row in Grafana's classic JSON: a heading that folds the panels up to the next row. A folded row contains its
 * panels, and Grafana does not query them.
 */
export interface ClassicRow {
  readonly id: number;
  readonly type: 'row';
  readonly title: string;
  readonly collapsed: boolean;
  readonly gridPos: GridPos;
  readonly panels: readonly ClassicPanel[];
}

/** A variable that is filled by a query. */
export interface QueryVariable {
  readonly type: 'query';
  readonly name: string;
  readonly label: string;
  readonly description: string;
  readonly datasource: DataSourceRef;
  readonly query: { readonly rawSQL: string; readonly format: 1; readonly connectionArgs: ConnectionArgs };
  readonly definition: string;
  readonly refresh: 1 | 2;
  readonly multi: boolean;
  readonly includeAll: boolean;
  readonly sort: number;
  readonly current: { readonly text: readonly string[]; readonly value: readonly string[] };
}

/** A variable that names a data source. */
export interface DataSourceVariable {
  readonly type: 'datasource';
  readonly name: string;
  readonly label: string;
  readonly query: 'grafana-athena-datasource';
}

/** A variable with a fixed list of values, one of which is selected. */
export interface CustomVariable {
  readonly type: 'custom';
  readonly name: string;
  readonly label: string;
  readonly description: string;
  /** `text : value` pairs, separated by commas. */
  readonly query: string;
  readonly options: readonly VariableOption[];
  readonly current: VariableOption;
  readonly multi: false;
  readonly includeAll: false;
}

/** One value of a variable, and its text in the picker. */
export interface VariableOption {
  readonly text: string;
  readonly value: string;
  readonly selected: boolean;
}

/** A text variable; initially empty. */
export interface TextVariable {
  readonly type: 'textbox';
  readonly name: string;
  readonly label: string;
  readonly description: string;
  readonly query: string;
  readonly current: VariableOption;
}

/** Any variable of a dashboard. */
export type DashboardVariable = QueryVariable | CustomVariable | TextVariable | DataSourceVariable;

/** Marks on the time axis, from a query: columns `time`, `timeend`, `text`, `tags`. */
export interface QueryAnnotation {
  readonly name: string;
  readonly enable: boolean;
  readonly iconColor: string;
  readonly datasource: DataSourceRef;
  readonly target: AthenaTarget;
}

/** A row of links at the top, to all dashboards of a tag. */
export interface DashboardLink {
  readonly title: string;
  readonly type: 'dashboards';
  readonly icon: string;
  readonly tooltip: string;
  readonly url: string;
  readonly tags: readonly string[];
  readonly asDropdown: boolean;
  readonly targetBlank: boolean;
  readonly includeVars: boolean;
  readonly keepTime: boolean;
}

/** A dashboard in Grafana's classic JSON, the only form that every Grafana from 10 to 13 accepts. */
export interface ClassicDashboard {
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly schemaVersion: 42;
  readonly editable: boolean;
  readonly graphTooltip: 0 | 1 | 2;
  readonly timezone: string;
  readonly refresh: string;
  readonly time: { readonly from: string; readonly to: string };
  readonly timepicker: { readonly refresh_intervals: readonly string[] };
  readonly templating: { readonly list: readonly DashboardVariable[] };
  readonly annotations: { readonly list: readonly QueryAnnotation[] };
  readonly links: readonly DashboardLink[];
  /** Panels are in rows, or before the first one: `rowsOf` and `panelsOf` read both. */
  readonly panels: readonly (ClassicPanel | ClassicRow)[];
}
