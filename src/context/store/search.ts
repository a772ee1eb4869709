import type { Expression, ExpressionBuilder, SqlBool } from '../../third-party/kysely';
import { traitsOf } from '../facts/attributes';
import type { Candidate } from '../facts/winner';
import { ENTITY_TYPES } from '../model/entity';
import {
	type Filter,
	type Found,
	type SearchPage,
	type SearchQuery,
	searchSchema,
} from '../query/search';
import { maySee, type Viewer } from '../query/viewer';
import { nameIn } from './candidates';
import { checked } from './checked';
import type { OpenGraph, Tables } from './graph-ports';
import type { GraphSchema } from './schema';
import { termsOf } from './terms';

/** Facts by which one of many is told, in this order. */
const SHOWN = [
	'title',
	'email',
	'domain',
	'accountName',
	'industry',
	'employees',
	'lifecycle',
	'status',
	'amount',
	'tier',
	'icpTier',
];
const MOST_SHOWN = 5;
const NAMING = ['fullName', 'name', 'firstName', 'lastName', 'email', 'domain'];

/** Behind every character that a term can have. */
const BEHIND_ALL = '\u{10ffff}';

type Entities = ExpressionBuilder<GraphSchema & { entity: GraphSchema['graph_entity'] }, 'entity'>;

/** Entities by words and by values, in the order in which they were made. */
export async function search(
	graph: OpenGraph,
	query: SearchQuery,
	viewer: Omit<Viewer, 'name'> = {},
): Promise<SearchPage> {
	const { text, type, filters = [], limit, after } = checked(searchSchema, query);
	const words = text === undefined ? [] : termsOf(text);
	if (text !== undefined && words.length === 0) {
		throw new RangeError(`text: ${JSON.stringify(text)} has no word to look for`);
	}
	for (const filter of filters) checkFilter(filter);
	return await graph.database.read(async (tables) => {
		const ids = await tables
			.selectFrom('graph_entity as entity')
			.select(['entity.id', 'entity.type'])
			.whereRef('entity.id', '=', 'entity.head')
			.where((is) =>
				is.and([
					...words.map((word) => hasWord(is as unknown as Entities, word)),
					...filters.map((filter) => fits(is as unknown as Entities, filter)),
				]),
			)
			.$if(type !== undefined, (one) => one.where('entity.type', '=', type ?? 'contact'))
			.$if(after !== undefined, (one) => one.where('entity.id', '>', after ?? ''))
			.orderBy('entity.id')
			.limit(limit + 1)
			.execute();
		const page = ids.slice(0, limit);
		const found = await describe(tables, page, viewer);
		const last = ids.length > limit ? page.at(-1)?.id : undefined;
		return {
			found,
			...(last !== undefined && { after: last }),
			saved: { calls: Math.max(0, found.length - 1), credits: 0, tokens: 0 },
		};
	});
}

/**
 * True if a word of the entity begins so. As a list of ids, not as a question to each entity: the words
 * tell the few that are meant.
 */
function hasWord(is: Entities, word: string): Expression<SqlBool> {
	return is(
		'entity.id',
		'in',
		is
			.selectFrom('graph_term')
			.select('graph_term.entity_id')
			.where('graph_term.term', '>=', word)
			.where('graph_term.term', '<', word + BEHIND_ALL),
	);
}

function fits(is: Entities, { attribute, comparison, value }: Filter): Expression<SqlBool> {
	const fact = is
		.selectFrom('graph_fact')
		.select('graph_fact.entity_id')
		.where('graph_fact.attribute', '=', attribute)
		.where('graph_fact.winner', 'is not', null);
	if (comparison === 'known') return is('entity.id', 'in', fact);
	if (comparison === 'unknown') return is('entity.id', 'not in', fact);
	const operator = { is: '=', is_not: '=', at_least: '>=', at_most: '<=' } as const;
	const such =
		typeof value === 'number'
			? fact.where('graph_fact.number', operator[comparison], value)
			: fact.where('graph_fact.word', operator[comparison], String(value).toLowerCase());
	return is('entity.id', comparison === 'is_not' ? 'not in' : 'in', such);
}

function checkFilter({ attribute, comparison, value }: Filter): void {
	const needsValue = comparison !== 'known' && comparison !== 'unknown';
	if (needsValue && value === undefined) {
		throw new RangeError(`filters: ${attribute} ${comparison} has no value`);
	}
	const isCompared = ENTITY_TYPES.some((type) => traitsOf(type, attribute).filtered);
	if (needsValue && !isCompared) {
		throw new RangeError(
			`filters: ${attribute} cannot be compared; known and unknown can be asked`,
		);
	}
}

async function describe(
	tables: Tables,
	page: ReadonlyArray<Pick<Found, 'id' | 'type'>>,
	viewer: Omit<Viewer, 'name'>,
): Promise<Found[]> {
	if (page.length === 0) return [];
	const rows = await tables
		.selectFrom('graph_fact')
		.select(['entity_id', 'attribute', 'winner'])
		.where(
			'entity_id',
			'in',
			page.map(({ id }) => id),
		)
		.where('attribute', 'in', [...new Set([...SHOWN, ...NAMING])])
		.execute();
	const byEntity = Map.groupBy(rows, ({ entity_id: id }) => id);
	return page.map(({ id, type }) => {
		const values = new Map(
			(byEntity.get(id) ?? []).flatMap(({ attribute, winner }) => {
				if (winner === null) return [];
				const { value, privacy, licence } = JSON.parse(winner) as Candidate;
				const isSeen = maySee(viewer, { entity: type, attribute, privacy, licence });
				return isSeen ? [[attribute, value] as const] : [];
			}),
		);
		const name = nameIn(values);
		const facts = SHOWN.filter((attribute) => values.has(attribute)).slice(0, MOST_SHOWN);
		return {
			id,
			type,
			...(name !== undefined && { name }),
			facts: Object.fromEntries(facts.map((attribute) => [attribute, values.get(attribute)])),
		};
	});
}
