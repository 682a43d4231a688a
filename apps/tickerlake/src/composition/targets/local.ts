import {
  createLocalPublished,
  createLocalInstrumentStore,
  createLocalLedgerStore,
  createLocalLanding,
  createLocalQualityMemory,
  createLocalRawFiles,
  createLocalWarehouse,
} from '@tickerlake/pipeline/local';
import { startLocalPageEngine } from '../../page-engine/local-page-engine.ts';
import { storeOf } from '../store-of.ts';
import type { OpenTarget } from './target.ts';

/**
 * A store on this machine.
 *
 * @example
 * const target = await openLocalTarget(settings, { source: 'replay', calendars, context });
 */
export const openLocalTarget: OpenTarget = async (settings, { source, calendars, context }) => {
  const paths = storeOf(settings, source);
  const warehouse = createLocalWarehouse(paths, calendars, {
    memoryLimit: settings.config.memoryLimit,
    signal: context.signal,
  });
  return {
    paths,
    name: paths.root,
    landing: createLocalLanding(paths, calendars),
    warehouse,
    reference: createLocalInstrumentStore(paths),
    gaps: createLocalLedgerStore(paths),
    quality: createLocalQualityMemory(paths),
    published: createLocalPublished(paths),
    scanned: () => null,
    startPageEngine: (home) => startLocalPageEngine({ home, paths }),
    rawFiles: createLocalRawFiles(paths),
    close: () => warehouse.close(),
  };
};
