import { recordOf } from '../model/json';
import type { UpsertDraft } from './crm-vendor';
import { normalisedMatch } from './match';

/** What a draft says of which record it is about. */
export interface RecordNames {
	/** The kind of name that it is found by; absent if nothing names it, so that it is a new record. */
	by?: string;
	/** Every name that it gives the record, also those that it writes: `email dana@acme.com`. */
	names: ReadonlySet<string>;
}

/** The names that are looked for, the first one first. */
const IDENTITIES = ['email', 'domain', 'id', 'key'] as const;

export function namesOf<Entity extends object>(
	{ match, values }: Pick<UpsertDraft<Entity>, 'match' | 'values'>,
	idempotencyKey?: string,
): RecordNames {
	const { email, domain, id } = recordOf(values);
	const written = { email, domain, id, key: idempotencyKey };
	const given = [...Object.entries(match ?? {}), ...Object.entries(written)].filter(
		(entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1].trim() !== '',
	);
	const by =
		Object.keys(match ?? {})[0] ?? IDENTITIES.find((kind) => given.some(([own]) => own === kind));
	const names = given.map(([kind, name]) => `${kind} ${spelled(kind, name)}`);
	return { names: new Set(names), ...(by !== undefined && { by }) };
}

/**
 * Whether two drafts may be about one record: they share a name, or they are found by names of
 * different kinds, and nobody can tell. Two addresses of one person are taken for two people.
 */
export function mayBeOne(one: RecordNames, other: RecordNames): boolean {
	if (one.by === undefined || other.by === undefined) return false;
	return one.by !== other.by || [...one.names].some((name) => other.names.has(name));
}

function spelled(kind: string, name: string): string {
	if (kind === 'email') return textIn(normalisedMatch({ email: name })) ?? name.trim();
	if (kind === 'domain') return textIn(normalisedMatch({ domain: name })) ?? name.trim();
	return name.trim();
}

function textIn(reference: object | undefined): string | undefined {
	const [text] = Object.values(reference ?? {}) as string[];
	return text;
}
