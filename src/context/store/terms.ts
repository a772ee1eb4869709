import { ATTRIBUTES } from '../facts/attributes';
import type { Candidate } from '../facts/winner';
import type { Cluster } from './entities';
import type { EntityType } from '../model/entity';
import type { WriteUnit } from './write-unit';

/** Of one entity; what has more is a text, not a name. */
const MOST_TERMS = 60;
const LONGEST_TERM = 40;

/** The words by which something is found: in lower case, without accents. */
export function termsOf(text: string): string[] {
	const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
	const words = plain.match(/[\p{L}\p{N}]+/gu) ?? [];
	// An address is found by itself and by its parts.
	const whole = plain.match(/[^\s,;]*[@.][^\s,;]*/gu) ?? [];
	const terms = [...words, ...whole].filter((term) => /[\p{L}\p{N}]/u.test(term));
	return [...new Set(terms)].map((term) => term.slice(0, LONGEST_TERM));
}

/** Attributes whose words are searched. */
const SEARCHED = Object.fromEntries(
	Object.entries(ATTRIBUTES).map(([type, table]) => [
		type,
		Object.entries(table).flatMap(([name, { searched }]) => (searched ? [name] : [])),
	]),
) as Record<EntityType, string[]>;

/** Replaces the words by which a cluster is found. */
export async function refreshTerms({ tables }: WriteUnit, { head, type }: Cluster): Promise<void> {
	const rows = await tables
		.selectFrom('graph_fact')
		.select('winner')
		.where('entity_id', '=', head)
		.where('attribute', 'in', SEARCHED[type])
		.execute();
	const texts = rows.map(({ winner }) =>
		winner === null ? '' : (JSON.parse(winner) as Candidate).value,
	);
	const words = texts.flatMap((text) => (typeof text === 'string' ? termsOf(text) : []));
	const terms = [...new Set(words)].slice(0, MOST_TERMS);
	await tables.deleteFrom('graph_term').where('entity_id', '=', head).execute();
	if (terms.length === 0) return;
	await tables
		.insertInto('graph_term')
		.values(terms.map((term) => ({ term, entity_id: head })))
		.execute();
}
