export { plainAggregate, type PlainHour, plainIndex, plainStanding } from './plain-comparisons.ts';
