import { isOverviewPanel } from '../panels/overview/overview-panels.ts';
import { type PanelFeature, panelFeatures } from './panel-features.ts';

/** A part of a dashboard that the page does not draw. */
export interface NotPreviewed {
  /** The panel's id; null for a part of the whole dashboard. */
  readonly panelId: number | null;
  /** Its path, such as `fieldConfig.defaults.unit`, and its value. */
  readonly what: string;
}

/** The keys of a panel that are examined; every other key is reported. */
export interface PreviewedPanel {
  readonly id: number;
  readonly type: string;
  readonly targets?: readonly unknown[];
  readonly fieldConfig?: {
    readonly defaults?: unknown;
    readonly overrides?: readonly {
      readonly matcher: { readonly id: string };
      readonly properties: readonly { readonly id: string; readonly value?: unknown }[];
    }[];
  };
  readonly options?: unknown;
  /** The panels of a folded row. */
  readonly panels?: readonly PreviewedPanel[];
}

/** The keys of a classic dashboard that are examined. */
export interface PreviewedDashboard {
  readonly uid?: string | undefined;
  readonly panels: readonly PreviewedPanel[];
  readonly templating?: { readonly list: readonly { readonly name: string; readonly type: string }[] };
  readonly annotations?: { readonly list: readonly { readonly name: string; readonly target?: object }[] };
}

const panelKeys = new Set([
  'id',
  'type',
  'title',
  'description',
  'gridPos',
  'datasource',
  'targets',
  'fieldConfig',
  'options',
  'pluginVersion',
]);
/** A row is not a panel, even if an old export gives it keys of a panel. */
const rowKeys = new Set([...panelKeys, 'collapsed']);
/** A repeated panel is one query for all values, drawn side by side, for these types. */
const repeatKeys = new Set(['repeat', 'repeatDirection', 'maxPerRow']);
const repeatedTypes = new Set(['trend', 'candlestick']);
const variableTypes = new Set(['query', 'custom', 'textbox', 'datasource']);

/**
 * Everything in a dashboard's classic JSON that the page does not draw like Grafana, so that nothing is omitted
 * silently.
 * What is omitted on purpose (`panelFeatures` has the reasons) is not listed, nor are the panels of the first screen, which the page draws by
 * itself.
 *
 * @example
 * notPreviewed({ panels: [{ id: 1, type: 'gauge' }] }); // [{ panelId: 1, what: 'type gauge' }]
 */
export function notPreviewed({
  uid,
  panels,
  templating = { list: [] },
  annotations = { list: [] },
}: PreviewedDashboard): NotPreviewed[] {
  const variables = templating.list
    .filter(({ type }) => !variableTypes.has(type))
    .map(({ name, type }) => `variable ${name} of type ${type}`);
  const marks = annotations.list
    .filter(({ target }) => target === undefined || !('rawSQL' in target))
    .map(({ name }) => `annotation ${name}`);
  return [
    ...[...variables, ...marks].map((what) => ({ panelId: null, what })),
    ...panels.filter(({ id }) => !isOverviewPanel(uid, id)).flatMap(faultsOf),
  ];
}

function faultsOf({ panels = [], ...panel }: PreviewedPanel): NotPreviewed[] {
  const faults = panel.type === 'row' ? rowFaults(panel) : panelFaults(panel);
  return [...faults.map((what) => ({ panelId: panel.id, what })), ...panels.flatMap(faultsOf)];
}

/** Mainly for repeated rows. */
function rowFaults(row: PreviewedPanel): string[] {
  return Object.entries(row).flatMap(([key, value]) =>
    rowKeys.has(key) || value === null || value === undefined ? [] : [`${key} ${JSON.stringify(value)}`],
  );
}

function panelFaults({
  type,
  targets = [],
  fieldConfig: { defaults = {}, overrides = [] } = {},
  options = {},
  ...panel
}: PreviewedPanel): string[] {
  const features = panelFeatures[type];
  if (features === undefined) return [`type ${type}`];
  return [
    ...Object.keys(panel).filter((key) => !panelKeys.has(key) && !(repeatKeys.has(key) && repeatedTypes.has(type))),
    ...(targets.length > 1 ? [`targets[1]: only a panel's first query is drawn`] : []),
    ...leaves(defaults).flatMap((leaf) => fault('fieldConfig.defaults.', leaf, features.defaults)),
    ...overrides.flatMap(({ matcher, properties }) => [
      ...(matcher.id === 'byName' ? [] : [`fieldConfig.overrides: matcher ${matcher.id}`]),
      ...properties.flatMap(({ id, value }) =>
        fault('fieldConfig.overrides: ', { path: id, value }, features.overrides),
      ),
    ]),
    ...leaves(options).flatMap((leaf) => fault('options.', leaf, features.options)),
  ];
}

interface Leaf {
  readonly path: string;
  readonly value: unknown;
}

/** An unknown option, or one with a value that the page does not draw. */
function fault(where: string, { path, value }: Leaf, features: Readonly<Record<string, PanelFeature>>): string[] {
  const feature = Object.hasOwn(features, path) ? features[path] : undefined;
  const isKnown =
    feature !== undefined && ('ignored' in feature || feature.drawn === true || feature.drawn.includes(value));
  return isKnown ? [] : [`${where}${path} ${JSON.stringify(value)}`];
}

/** Every nested value with its path; items of a list share one path, and empty lists and objects have none. */
function leaves(value: unknown, path = ''): Leaf[] {
  if (Array.isArray(value)) return value.flatMap((item) => leaves(item, `${path}[]`));
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([key, inner]) => leaves(inner, path === '' ? key : `${path}.${key}`));
  return path === '' ? [] : [{ path, value }];
}
