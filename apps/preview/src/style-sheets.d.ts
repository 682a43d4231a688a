/** Style sheets are imported for their effect; the bundler inlines them. TypeScript 7 wants them declared. */
declare module '*.css';
