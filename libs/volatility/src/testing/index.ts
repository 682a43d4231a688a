export { absentVectors, readVectors, type Vectors } from './vectors.ts';
