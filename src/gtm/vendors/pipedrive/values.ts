import { toDomain } from '../../model/domain';
import { isRecord, listOf, recordOf, recordsOf, textOf, textsOf } from '../../model/json';

/**
 * A record of Pipedrive in plain values: custom fields stand beside the others under their keys, and
 * addresses and numbers are `{ first, others }` with the primary one first.
 */
export type PlainValues = Record<string, unknown>;

/** The 40 digits of a custom field's key, perhaps with the name of a part behind them. */
const CUSTOM_KEY = /^[0-9a-f]{40}(?:_[a-z_]+)?$/;

const CHANNELS = ['emails', 'phones'] as const;

export function toPlain(answer: Record<string, unknown>): PlainValues {
	const { custom_fields: custom, ...own } = answer;
	const channels = CHANNELS.flatMap((name): Array<[string, unknown]> => {
		const all = inOrder(answer[name]);
		return all.length > 0 ? [[name, { first: all[0], others: all.slice(1) }]] : [];
	});
	const { emails: _emails, phones: _phones, ...rest } = own;
	return { ...rest, ...recordOf(custom), ...Object.fromEntries(channels) };
}

/** Pipedrive keeps capital letters in addresses; the model has none. */
function inOrder(value: unknown): string[] {
	const entries = recordsOf(value);
	const sorted = [
		...entries.filter(({ primary }) => primary === true),
		...entries.filter(({ primary }) => primary !== true),
	];
	const values = sorted.flatMap((entry) => textOf(entry.value) ?? []);
	return values.map((one) => (one.includes('@') ? one.toLowerCase() : one));
}

/** For the body of a create or change. Addresses must be all that shall stay: Pipedrive replaces them. */
export function toBody(values: Readonly<PlainValues>): Record<string, unknown> {
	const own: Record<string, unknown> = {};
	const custom: Record<string, unknown> = {};
	for (const [name, value] of Object.entries(values)) {
		if (CUSTOM_KEY.test(name)) custom[name] = value;
		else if (name !== 'first_name' && name !== 'last_name') own[name] = written(name, value);
	}
	const name = values.name ?? joinedName(values);
	return {
		...own,
		...(name !== undefined && { name }),
		...(Object.keys(custom).length > 0 && { custom_fields: custom }),
	};
}

function written(name: string, value: unknown): unknown {
	if (!CHANNELS.some((channel) => channel === name) || !isRecord(value)) return value;
	return all(value).map((one, index) => ({ value: one, primary: index === 0, label: 'work' }));
}

const all = ({ first, others }: PlainValues): unknown[] => [
	...new Set([...(first === undefined ? [] : [first]), ...listOf(others)]),
];

function joinedName({ first_name: first, last_name: last }: PlainValues): string | undefined {
	const parts = [first, last].flatMap((part) => textOf(part) ?? []);
	return parts.length > 0 ? parts.join(' ') : undefined;
}

/** Changes as wholes again: the other part of a name stays, and so do the other addresses. */
export function completed(
	current: Readonly<PlainValues>,
	changes: Readonly<PlainValues>,
): PlainValues {
	const channels = CHANNELS.filter((name) => name in changes).map((name): [string, unknown] => {
		const [before, change] = [recordOf(current[name]), recordOf(changes[name])];
		const others = [...all(before), ...textsOf(change.others)];
		return [name, { first: change.first ?? before.first, others }];
	});
	const renamed = ('first_name' in changes || 'last_name' in changes) && !('name' in changes);
	const name = renamed ? joinedName({ ...pick(current), ...pick(changes) }) : undefined;
	return { ...changes, ...Object.fromEntries(channels), ...(name !== undefined && { name }) };
}

function pick(values: Readonly<PlainValues>): PlainValues {
	const names = ['first_name', 'last_name'].filter((name) => values[name] !== undefined);
	return Object.fromEntries(names.map((name) => [name, values[name]]));
}

/**
 * What a record holds, seen from what is wanted of it: an address that it has at any place counts as
 * there, and so does a name that Pipedrive split elsewhere than it was given, or a domain that was
 * typed in as a web address.
 */
export function seenFrom(wanted: Readonly<PlainValues>, held: Readonly<PlainValues>): PlainValues {
	const channels = CHANNELS.filter((name) => name in held).map((name): [string, unknown] => {
		const [asked, before] = [recordOf(wanted[name]), recordOf(held[name])];
		const there = all(before);
		const others = listOf(asked.others);
		return [
			name,
			{
				first: there.includes(asked.first) ? asked.first : before.first,
				others: others.every((one) => there.includes(one)) ? others : before.others,
			},
		];
	});
	const asked = joinedName({ ...pick(held), ...pick(wanted) });
	const sameName = asked !== undefined && asked === held.name ? pick(wanted) : {};
	const sameDomain =
		wanted.domain !== undefined && toDomain(textOf(held.domain) ?? '') === wanted.domain
			? { domain: wanted.domain }
			: {};
	return { ...held, ...Object.fromEntries(channels), ...sameName, ...sameDomain };
}
