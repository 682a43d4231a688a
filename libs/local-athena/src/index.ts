export { type EngineValue, toAthenaText } from './values/athena-text.ts';
