export { faults } from './faults.ts';
export { createJumpingClock, type JumpingClock } from './jumping-clock.ts';
export { inTurn, type ReceivedCall, type ServerAnswer, serveVendor, type VendorServer } from './serve-vendor.ts';
export { toAnswer, toBar, toBars, toNextUrl } from './synthetic-bars.ts';
