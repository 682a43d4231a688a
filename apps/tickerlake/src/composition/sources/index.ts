import type { SourceName } from '@tickerlake/pipeline';
import type { SourceDefinition } from './source-definition.ts';

/** Every source. To add one: its name in `sourceNames` of the pipeline, its entry here, and a file in this folder. */
export const sources: { readonly [Name in SourceName]: SourceDefinition & { readonly name: Name } } = {
  polygon: {
    name: 'polygon',
    summary: "the vendor's API",
    options: [
      { key: 'baseUrl', flags: '--base-url <url>', description: "the vendor's address: https, or http on localhost" },
      { key: 'callsPerMinute', flags: '--calls-per-minute <n>', description: 'quota of your plan, or "unlimited"' },
    ],
    // Until a response with 50,000 bars has arrived.
    callMs: 600,
    host: ({ polygon }) => new URL(polygon.baseUrl).host,
    load: async () => (await import('./polygon.ts')).createPolygon,
  },
  simulated: {
    name: 'simulated',
    summary: 'a simulated market, no key needed',
    options: [{ key: 'seed', flags: '--seed <text>', description: 'seed of the simulated market' }],
    callMs: 0,
    host: () => null,
    load: async () => (await import('./simulated.ts')).createSimulated,
  },
  replay: {
    name: 'replay',
    summary: 'a folder of recorded API responses',
    options: [
      {
        key: 'replayDir',
        flags: '--replay-dir <folder>',
        description: 'folder of recorded API responses; implies --source replay',
      },
      {
        key: 'bar',
        flags: '--bar <length>',
        description: 'bar size of recorded responses that do not say it themselves: minute, 5minute, hour, day',
      },
    ],
    callMs: 0,
    host: () => null,
    load: async () => (await import('./replay.ts')).createReplay,
  },
};
