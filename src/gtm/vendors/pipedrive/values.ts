import { toDomain } from '../../../base/identity/domain';
import { recordOf, textOf } from '../../model/json';
import {
	CHANNELS,
	type ChannelName,
	channelSeenFrom,
	toChannel,
	toEntries,
	withChange,
} from './channels';

/**
 * A record of Pipedrive in plain values: custom fields stand beside the others under their keys, and
 * addresses and numbers are told apart by their place, see `Channel`.
 */
export type PlainValues = Record<string, unknown>;

/** The 40 digits of a custom field's key, perhaps with the name of a part behind them. */
const CUSTOM_KEY = /^[0-9a-f]{40}(?:_[a-z_]+)?$/;

export function toPlain(answer: Record<string, unknown>): PlainValues {
	const { custom_fields: custom, emails, phones, ...own } = answer;
	const channels = { emails: toChannel('emails', emails), phones: toChannel('phones', phones) };
	const present = Object.entries(channels).filter(([, channel]) => channel !== undefined);
	return { ...own, ...recordOf(custom), ...Object.fromEntries(present) };
}

/** For the body of a create or change. Addresses must be all that shall stay: Pipedrive replaces them. */
export function toBody(values: Readonly<PlainValues>): Record<string, unknown> {
	const own: Record<string, unknown> = {};
	const custom: Record<string, unknown> = {};
	for (const [name, value] of Object.entries(values)) {
		if (CUSTOM_KEY.test(name)) custom[name] = value;
		else if (isChannel(name)) own[name] = toEntries(name, value);
		else if (name !== 'first_name' && name !== 'last_name') own[name] = value;
	}
	const name = values.name ?? joinedName(values);
	return {
		...own,
		...(name !== undefined && { name }),
		...(Object.keys(custom).length > 0 && { custom_fields: custom }),
	};
}

function isChannel(name: string): name is ChannelName {
	return CHANNELS.some((channel) => channel === name);
}

function joinedName({ first_name: first, last_name: last }: PlainValues): string | undefined {
	const parts = [first, last].flatMap((part) => textOf(part) ?? []);
	return parts.length > 0 ? parts.join(' ') : undefined;
}

/** Changes as wholes again: the other part of a name stays, and so do the other addresses. */
export function completed(
	current: Readonly<PlainValues>,
	changes: Readonly<PlainValues>,
): PlainValues {
	const channels = CHANNELS.filter((name) => name in changes).map((name): [string, unknown] => [
		name,
		withChange(name, current[name], changes[name]),
	]);
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
	const channels = CHANNELS.filter((name) => name in held).map((name): [string, unknown] => [
		name,
		channelSeenFrom(name, wanted[name], held[name]),
	]);
	// A name of one word is a first name to Pipedrive, whatever it was given as.
	const asked = [joinedName(pick(wanted)), joinedName({ ...pick(held), ...pick(wanted) })];
	const isSame = joinedName(pick(wanted)) !== undefined && asked.includes(textOf(held.name));
	const sameName = isSame ? pick(wanted) : {};
	const sameDomain =
		wanted.domain !== undefined && toDomain(textOf(held.domain) ?? '') === wanted.domain
			? { domain: wanted.domain }
			: {};
	return { ...held, ...Object.fromEntries(channels), ...sameName, ...sameDomain };
}
