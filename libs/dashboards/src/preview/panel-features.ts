/**
 * How the page treats an option of a panel: draws it (with these values, or with any), or omits it on purpose, with the
 * reason.
 */
export type PanelFeature = { readonly drawn: true | readonly unknown[] } | { readonly ignored: string };

const any: PanelFeature = { drawn: true };
const only = (...values: readonly unknown[]): PanelFeature => ({ drawn: values });
const ignored = (why: string): PanelFeature => ({ ignored: why });
const looks = ignored('styling; the page has its own');

const field = {
  unit: only(
    'currencyUSD',
    'percent',
    'percentunit',
    'm',
    's',
    'bytes',
    'short',
    'none',
    'string',
    'dateTimeAsIso',
    'suffix: h',
  ),
  decimals: any,
  displayName: any,
  noValue: any,
  color: ignored('the page has the colour of each name from the same registry'),
} satisfies Record<string, PanelFeature>;
const thresholds = {
  'thresholds.mode': only('absolute'),
  'thresholds.steps[].color': only('green', 'orange', 'red', 'text', 'transparent'),
  'thresholds.steps[].value': any,
};
const byThreshold = { ...thresholds, 'thresholds.steps[].color': only('green', 'orange', 'red') };
const fixed = { 'color.mode': only('fixed'), 'color.fixedColor': any };
const noLegend = {
  'tooltip.mode': looks,
  'tooltip.sort': looks,
  'legend.showLegend': only(false),
  'legend.displayMode': looks,
  'legend.placement': looks,
  'legend.calcs[]': looks,
};
const links = { 'links[].title': any, 'links[].url': any };

/**
 * The options that the page supports for each type of panel, in `fieldConfig.defaults`, `fieldConfig.overrides` (the ids of
 * their properties) and `options`. Everything else is reported as not previewed.
 *
 * @example
 * panelFeatures.stat?.options['graphMode']; // { drawn: ['none'] }
 */
export const panelFeatures: Readonly<
  Record<
    string,
    | {
        readonly defaults: Readonly<Record<string, PanelFeature>>;
        readonly overrides: Readonly<Record<string, PanelFeature>>;
        readonly options: Readonly<Record<string, PanelFeature>>;
      }
    | undefined
  >
> = {
  timeseries: {
    defaults: {
      ...field,
      ...thresholds,
      ...links,
      'color.mode': only('palette-classic', 'palette-classic-by-name'),
      'custom.drawStyle': only('line', 'bars'),
      'custom.lineWidth': any,
      'custom.spanNulls': any,
      'custom.axisSoftMin': any,
      'custom.thresholdsStyle.mode': only('off', 'line'),
      'custom.stacking.mode': only('none', 'normal'),
      'custom.stacking.group': looks,
      'custom.fillOpacity': looks,
      'custom.showPoints': looks,
    },
    overrides: {
      unit: field.unit,
      decimals: any,
      displayName: any,
      color: field.color,
      'custom.lineStyle': any,
      'custom.lineWidth': any,
      'custom.axisPlacement': only('left', 'right', 'auto'),
    },
    options: {
      'tooltip.mode': only('multi'),
      'tooltip.sort': ignored('the legend shows every value at the cursor, in its own order'),
      'legend.showLegend': only(true),
      'legend.displayMode': only('table', 'list'),
      'legend.placement': only('bottom'),
      'legend.calcs[]': only('lastNotNull', 'max'),
    },
  },
  stat: {
    defaults: { ...field, ...thresholds, 'color.mode': only('thresholds') },
    overrides: {},
    options: {
      'reduceOptions.calcs[]': only('lastNotNull'),
      'reduceOptions.fields': only(''),
      'reduceOptions.values': only(false),
      colorMode: only('value'),
      graphMode: only('none'),
      textMode: only('value', 'auto'),
      justifyMode: looks,
      orientation: looks,
      wideLayout: looks,
      showPercentChange: only(false),
      percentChangeColorMode: looks,
    },
  },
  table: {
    defaults: { ...field },
    overrides: {
      unit: field.unit,
      decimals: any,
      displayName: any,
      links: any,
      mappings: ignored('names of tickers and states have their colours from the same registry'),
      'custom.cellOptions': any,
    },
    options: { frameIndex: only(0), showHeader: only(true), cellHeight: looks },
  },
  barchart: {
    defaults: {
      ...field,
      min: only(0),
      max: any,
      'color.mode': only('palette-classic'),
      'custom.fillOpacity': looks,
      'custom.lineWidth': looks,
    },
    overrides: {},
    options: {
      xField: any,
      orientation: only('horizontal'),
      showValue: only('auto', 'always'),
      stacking: only('none'),
      groupWidth: looks,
      barWidth: looks,
      xTickLabelRotation: looks,
      xTickLabelMaxLength: looks,
      fullHighlight: looks,
      barRadius: looks,
      ...noLegend,
    },
  },
  bargauge: {
    defaults: { ...field, ...byThreshold, min: only(0), max: any, 'color.mode': only('thresholds') },
    overrides: {},
    options: {
      displayMode: looks,
      orientation: only('horizontal'),
      'reduceOptions.fields': only(''),
      'reduceOptions.values': only(true),
      'reduceOptions.limit': ignored('the page draws every row'),
      valueMode: looks,
      namePlacement: only('left'),
      showUnfilled: looks,
      sizing: looks,
      minVizWidth: looks,
      minVizHeight: looks,
      maxVizHeight: looks,
      ...noLegend,
    },
  },
  candlestick: {
    defaults: { ...field },
    overrides: {},
    options: {
      mode: only('candles'),
      candleStyle: only('candles'),
      colorStrategy: only('open-close'),
      'colors.up': any,
      'colors.down': any,
      'colors.flat': any,
      'fields.open': any,
      'fields.high': any,
      'fields.low': any,
      'fields.close': any,
      includeAllFields: only(false),
      ...noLegend,
    },
  },
  histogram: {
    defaults: { ...field, ...fixed, 'custom.fillOpacity': looks, 'custom.lineWidth': looks },
    overrides: {},
    options: { bucketCount: any, combine: only(true), ...noLegend },
  },
  'status-history': {
    defaults: {
      ...field,
      ...fixed,
      'mappings[].type': only('value'),
      ...Object.fromEntries(
        Array.from({ length: 10 }, (_, value) =>
          ['text', 'color', 'index'].map((name) => [`mappings[].options.${value}.${name}`, any] as const),
        ).flat(),
      ),
      'custom.fillOpacity': looks,
      'custom.lineWidth': looks,
    },
    overrides: {},
    options: {
      rowHeight: looks,
      colWidth: looks,
      showValue: only('never'),
      'tooltip.mode': looks,
      'tooltip.sort': looks,
      'legend.showLegend': only(true),
      'legend.displayMode': looks,
      'legend.placement': looks,
      'legend.calcs[]': looks,
    },
  },
  trend: {
    defaults: {
      ...field,
      ...fixed,
      'custom.drawStyle': only('line'),
      'custom.lineWidth': looks,
      'custom.fillOpacity': looks,
      'custom.showPoints': looks,
      'custom.spanNulls': only(false),
      'custom.axisSoftMin': only(0),
    },
    overrides: {
      unit: field.unit,
      decimals: any,
      displayName: any,
      color: field.color,
      'custom.fillBelowTo': any,
      'custom.hideFrom': any,
      'custom.lineWidth': looks,
      'custom.lineStyle': looks,
      'custom.fillOpacity': looks,
      'custom.showPoints': looks,
      'custom.pointSize': looks,
    },
    options: {
      xField: any,
      'tooltip.mode': looks,
      'tooltip.sort': looks,
      'legend.showLegend': only(true),
      'legend.displayMode': looks,
      'legend.placement': looks,
      'legend.calcs[]': looks,
    },
  },
  text: { defaults: {}, overrides: {}, options: { mode: only('markdown'), content: any } },
};
