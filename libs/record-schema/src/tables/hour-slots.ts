import type { Table } from '../column.ts';

/**
 * The trading hours as data: one row per half hour of a month, so that one equality join gives a bar its trading date,
 * session and session-aligned hour on every engine. Half hours, because every session of the New York exchanges starts
 * and ends on one.
 *
 * @example
 * const slot = Math.floor(barStartMs / slotMs);
 */
export const hourSlotsTable = {
  name: 'hour_slots',
  grain: 'calendar and half hour of a build',
  key: ['calendar', 'slot'],
  columns: [
    {
      name: 'calendar',
      type: 'string',
      unit: 'XNYS, 24/5, 24/7',
      nullable: false,
      meaning: 'the calendar of the tickers that use the row',
    },
    { name: 'slot', type: 'int64', unit: 'half hours since 1970 UTC', nullable: false, meaning: 'the half hour' },
    {
      name: 'trading_date',
      type: 'date',
      unit: 'New York date; UTC date for crypto',
      nullable: false,
      meaning: 'the session of the half hour',
    },
    {
      name: 'session',
      type: 'string',
      unit: 'night, pre, regular, post, continuous, unknown',
      nullable: false,
      meaning: 'the part of the trading day',
    },
    {
      name: 'clock_session',
      type: 'string',
      unit: 'night, pre, regular, post, continuous, unknown',
      nullable: false,
      meaning: 'the session of a clock-hour bar that starts here: regular when it overlaps regular hours',
    },
    {
      name: 'hour_start_ms',
      type: 'int64',
      unit: 'ms since 1970 UTC',
      nullable: false,
      meaning: 'start of the session-aligned hour',
    },
    {
      name: 'hour_end_ms',
      type: 'int64',
      unit: 'ms since 1970 UTC',
      nullable: false,
      meaning: 'end of the session-aligned hour; the last hour of a session may have 30 minutes',
    },
  ],
} as const satisfies Table;

/** The length of a slot in milliseconds. */
export const slotMs = 1_800_000;
