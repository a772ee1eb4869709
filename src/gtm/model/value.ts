import { z } from '../../third-party/zod';

/** An instant, ISO 8601 in UTC: `2026-11-25T09:30:00.000Z`. */
export const isoTime = z.iso.datetime();

/** A calendar day: `2026-11-25`. */
export const isoDate = z.iso.date();

/** An amount of money in the currency's main unit. Currency: ISO 4217, absent if the vendor names none. */
export const money = z.strictObject({
	amount: z.number(),
	currency: z.string().length(3).optional(),
});

export type Money = z.infer<typeof money>;

/** What the vendor holds and the canonical model has no word for, under the vendor's own names. */
export const custom = z.record(z.string(), z.unknown());

/** Ids of the same thing elsewhere: `{ "salesforce": "003…", "apollo:person": "…" }`. */
export const externalIds = z.record(z.string(), z.string());
