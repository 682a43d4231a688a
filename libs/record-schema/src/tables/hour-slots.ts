import type { Table } from '../column.ts';

/**
 * The trading hours as data: one row per half hour of a month, so that a bar finds its trading date, its session and
 * its session-aligned hour by one equality join, on every engine alike. Half hours, because every session of the New
 * York exchanges starts and ends on one.
 *
 * @example
 * const slot = Math.floor(barStartMs / slotMs);
 */
export const hourSlotsTable = {
  name: 'hour_slots',
  grain: 'calendar and half hour of a build',
  key: ['calendar', 'slot'],
  columns: [
    { name: 'calendar', type: 'string', unit: 'XNYS, 24/7', nullable: false, meaning: 'the calendar of the tickers that use the row' },
    { name: 'slot', type: 'int64', unit: 'half hours since 1970 UTC', nullable: false, meaning: 'the half hour' },
    { name: 'trading_date', type: 'date', unit: 'New York date; UTC date for crypto', nullable: false, meaning: 'the session that it belongs to' },
    { name: 'session', type: 'string', unit: 'pre, regular, post, continuous, unknown', nullable: false, meaning: 'the part of the trading day' },
    { name: 'clock_session', type: 'string', unit: 'pre, regular, post, continuous, unknown', nullable: false, meaning: 'the part for a clock-hour bar that starts here: regular when it touches regular hours' },
    { name: 'hour_start_ms', type: 'int64', unit: 'ms since 1970 UTC', nullable: false, meaning: 'start of the session-aligned hour' },
    { name: 'hour_end_ms', type: 'int64', unit: 'ms since 1970 UTC', nullable: false, meaning: 'its end: the last hour of a session may have 30 minutes' },
  ],
} as const satisfies Table;

/** The length of a slot in milliseconds. */
export const slotMs = 1_800_000;
