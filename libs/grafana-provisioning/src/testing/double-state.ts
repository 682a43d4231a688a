import type { JsonObject } from '../grafana/transport/json-object.ts';

/** Who asks. */
export interface Caller {
  readonly login: string;
  readonly role: 'Viewer' | 'Editor' | 'Admin';
}

/** A save of a dashboard. */
export interface DoubleVersion {
  readonly version: number;
  readonly created: string;
  readonly createdBy: string;
  readonly message: string;
  readonly spec: JsonObject;
}

/** A dashboard in the double. */
export interface DoubleDashboard {
  readonly id: number;
  readonly uid: string;
  readonly spec: JsonObject;
  readonly folderUid: string;
  readonly version: number;
  readonly resourceVersion: number;
  readonly annotations: Readonly<Record<string, string>>;
  /** The model in which it is stored: `v1` or `v2`. */
  readonly storedAs: 'v1' | 'v2';
  readonly provisionedFrom: string | null;
  readonly pluginId: string | null;
  readonly history: readonly DoubleVersion[];
}

/** A folder in the double. */
export interface DoubleFolder {
  readonly id: number;
  readonly uid: string;
  readonly title: string;
  readonly parentUid: string;
  readonly version: number;
  readonly resourceVersion: number;
  readonly managedBy: string;
  readonly updatedBy: string;
  readonly permissions: readonly {
    readonly role?: string;
    readonly teamId?: number;
    readonly userId?: number;
    readonly permission: number;
  }[];
}

/** A data source in the double, with the secrets that it never returns. */
export interface DoubleDataSource {
  readonly id: number;
  readonly uid: string;
  readonly name: string;
  readonly type: string;
  readonly access: string;
  readonly jsonData: JsonObject;
  readonly secureJsonData: Readonly<Record<string, string>>;
  readonly readOnly: boolean;
  readonly isDefault: boolean;
  readonly version: number;
}

/** A group of alert rules in the double. */
export interface DoubleRuleGroup {
  readonly title: string;
  readonly folderUid: string;
  readonly interval: number;
  readonly provenance: string;
  readonly rules: readonly JsonObject[];
}

/** The result of `POST /api/ds/query`: rows of one column, or the engine's error. */
export interface DoubleQueryAnswer {
  readonly values?: readonly unknown[];
  readonly error?: string;
}

/** The state of the double, in one place, so that a test can inspect what no API returns. */
export interface DoubleState {
  readonly version: string;
  readonly major: number;
  readonly namespace: string;
  readonly now: () => Date;
  readonly answerQuery: (rawSQL: string) => DoubleQueryAnswer;
  readonly tokens: Map<string, Caller>;
  readonly plugins: Map<string, string>;
  readonly dashboards: Map<string, DoubleDashboard>;
  readonly folders: Map<string, DoubleFolder>;
  readonly dataSources: Map<string, DoubleDataSource>;
  readonly ruleGroups: Map<string, DoubleRuleGroup>;
  readonly accounts: Map<
    number,
    { readonly name: string; readonly role: Caller['role']; readonly tokens: Map<number, string> }
  >;
  /** The next number for ids and versions. */
  nextId: () => number;
}
