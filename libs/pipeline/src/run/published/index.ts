export { createLakePublished } from './lake-published.ts';
