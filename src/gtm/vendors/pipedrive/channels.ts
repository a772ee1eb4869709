import { isRecord, listOf, recordOf, recordsOf, textOf, textsOf } from '../../model/json';
import { toEmail } from '../../../base/identity/email';
import { isSamePhone } from '../../../base/identity/phone';

/**
 * Addresses or numbers of a person. `first` is the primary one, `others` are the rest of them; of
 * numbers, the one labeled "mobile" stands apart. `entries` are Pipedrive's own, with their labels.
 */
export interface Channel {
	first?: unknown;
	others?: unknown;
	mobile?: unknown;
	entries?: unknown;
}

export const CHANNELS = ['emails', 'phones'] as const;

export type ChannelName = (typeof CHANNELS)[number];

interface Entry {
	value: string;
	label: string;
	primary: boolean;
}

/** Pipedrive's own word for the number of a mobile phone. */
const MOBILE = 'mobile';

/** Pipedrive keeps capital letters in addresses; the model has none. */
const canonicalOf: Readonly<Record<ChannelName, (value: string) => string>> = {
	emails: (value) => value.trim().toLowerCase(),
	phones: (value) => value,
};

const isSame: Readonly<Record<ChannelName, (one: string, other: string) => boolean>> = {
	emails: (one, other) => (toEmail(one) ?? one) === (toEmail(other) ?? other),
	phones: (one, other) => isSamePhone(one, other),
};

/** Undefined if there are none. */
export function toChannel(name: ChannelName, value: unknown): Channel | undefined {
	const entries = entriesIn(value);
	if (entries.length === 0) return undefined;
	const isMobile = ({ label }: Entry) => name === 'phones' && label.toLowerCase() === MOBILE;
	const mobile = entries.find(isMobile);
	const inOrder = entries
		.filter((entry) => entry !== mobile)
		.toSorted((one, other) => Number(other.primary) - Number(one.primary))
		.map((entry) => canonicalOf[name](entry.value));
	return {
		first: inOrder[0],
		others: inOrder.slice(1),
		...(mobile && { mobile: mobile.value }),
		entries,
	};
}

/**
 * All that shall stay, for Pipedrive replaces them: spellings and labels of those that are there too. Null
 * takes away what stands at its place.
 */
export function withChange(name: ChannelName, held: unknown, change: unknown): Channel {
	const added = entriesOf(change);
	const before = recordOf(held);
	const cleared = Object.entries(recordOf(change)).flatMap(([place, value]) =>
		value === null ? textsOf([before[place]].flat()) : [],
	);
	const staying = entriesOf(held).filter(
		({ value }) => !cleared.some((one) => isSame[name](one, value)),
	);
	const all = [...staying, ...added].reduce<Entry[]>(
		(list, entry) =>
			list.some(({ value }) => isSame[name](value, entry.value)) ? list : [...list, entry],
		[],
	);
	const main = added.find((entry) => entry.primary);
	const primary =
		all.find(({ value }) => main !== undefined && isSame[name](main.value, value)) ??
		all.find((entry) => entry.primary) ??
		all[0];
	const others = all.filter((entry) => entry !== primary);
	const marked = others.map((entry) => ({ ...entry, primary: false }));
	return { entries: [...(primary ? [{ ...primary, primary: true }] : []), ...marked] };
}

/** What is there, seen from what is wanted: an address or number at whatever place counts as there. */
export function channelSeenFrom(name: ChannelName, wanted: unknown, held: unknown): Channel {
	const asked = recordOf(wanted);
	const before = recordOf(held);
	const there = entriesOf(held).map(({ value }) => value);
	const isThere = (value: unknown) =>
		typeof value === 'string' && there.some((one) => isSame[name](one, value));
	const seen = Object.entries(asked).filter(([, value]) =>
		Array.isArray(value) ? listOf(value).every(isThere) : isThere(value),
	);
	return { ...before, ...Object.fromEntries(seen) };
}

/** For the body of a create or change: each once, the primary one first. */
export function toEntries(name: ChannelName, channel: unknown): unknown {
	return isRecord(channel) ? withChange(name, {}, channel).entries : channel;
}

/** Pipedrive's own, or what they would be of a channel that was made here. */
function entriesOf(channel: unknown): Entry[] {
	const { first, others, mobile, entries } = recordOf(channel);
	if (entries !== undefined) return entriesIn(entries);
	return [
		...textsOf([first]).map((value) => ({ value, label: 'work', primary: true })),
		...textsOf(others).map((value) => ({ value, label: 'other', primary: false })),
		...textsOf([mobile]).map((value) => ({ value, label: MOBILE, primary: false })),
	];
}

function entriesIn(value: unknown): Entry[] {
	return recordsOf(value).flatMap((entry) => {
		const text = textOf(entry.value);
		const label = textOf(entry.label) ?? 'work';
		return text === undefined ? [] : [{ value: text, label, primary: entry.primary === true }];
	});
}
