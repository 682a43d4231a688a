export { launchBrowser } from './launch-browser.ts';
export { serveStore } from './serve-store.ts';
