export { SimulatedMarketOptionsError } from './check-options.ts';
export { createSimulatedMarket, type SimulatedMarket } from './create-simulated-market.ts';
export { DEFAULT_NOW_MS, type SimulatedMarketOptions } from './simulated-market-options.ts';
export { type MarketFaults } from './answers/market-faults.ts';
export { FREE_PLAN, type PlanBehaviour } from './answers/plan-behaviour.ts';
export { type CorrectionBehaviour } from './events/first-prints.ts';
export { DEFAULT_HALTS, type ScriptedHalt } from './events/scripted-halts.ts';
export { type MissingBars } from './events/missing-bars.ts';
export { type MarketEvent } from './events/market-event.ts';
export { type MarketScript, scriptMarket } from './events/script-market.ts';
export { DEFAULT_SPLITS, type SimulatedSplit } from './events/split-ledger.ts';
export { flatFileLines } from './files/flat-file.ts';
export { type CallCounters } from './gate/call-counters.ts';
export { type Liquidity, type TickerProfile } from './tickers/ticker-profile.ts';
export {
  MarketServerError,
  startMarketServer,
  type MarketServer,
  type MarketServerOptions,
} from './server/start-market-server.ts';
