export { sumNumbers } from './sum-numbers.ts';
