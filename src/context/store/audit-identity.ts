import { toDomain } from '../../base/identity/domain';
import { ruleOf } from '../identity/identifier-kinds';
import { companyWords } from '../identity/names/company-words';
import { personWords } from '../identity/names/person-words';
import { readIdentifier } from '../identity/read-identifier';
import type { AuditReport } from '../query/audit-report';
import type { Candidate } from '../facts/winner';
import { nameIn } from './candidates';
import type { Tables } from './graph-ports';

type Finding = AuditReport['findings'][number];

const EXAMPLES = 10;

interface SharedIdentifier {
	kind: string;
	value: string;
	holders: number;
}

/** What several have of which everybody has their own, and what so many have that it tells nobody. */
export async function auditIdentifiers(tables: Tables): Promise<Finding[]> {
	const rows = await tables
		.selectFrom('graph_identifier')
		.innerJoin('graph_entity', 'graph_entity.id', 'graph_identifier.entity_id')
		.select(({ fn }) => ['kind', 'value', fn.count<number>('head').distinct().as('holders')])
		.groupBy(['kind', 'value'])
		.having(({ fn }) => fn.count('head').distinct(), '>', 1)
		.orderBy('holders', 'desc')
		.execute();
	const { count: of } = await tables
		.selectFrom('graph_identifier')
		.select(({ fn }) => fn.countAll<number>().as('count'))
		.executeTakeFirstOrThrow();
	const judged = rows.map(({ kind, value, holders }) =>
		judge({ kind, value, holders: Number(holders) }),
	);
	const finding = (code: 'shared_identifier' | 'over_cap', message: string): Finding => {
		const found = judged.filter((one) => one.code === code);
		return {
			code,
			message,
			count: found.length,
			of: Number(of),
			examples: found
				.slice(0, EXAMPLES)
				.map(({ kind, value, holders }) => `${kind} ${value} (${holders})`),
		};
	};
	return [
		finding('shared_identifier', 'Identifiers that two records have: see the review queue'),
		finding('over_cap', 'Identifiers that too many people share to identify anyone'),
	];
}

/** By the table of identity. A role address is meant to be shared, and so is a switchboard's number by a few. */
function judge(shared: SharedIdentifier): SharedIdentifier & { code?: Finding['code'] } {
	const read = readIdentifier(shared);
	if ('misfit' in read) return shared;
	const { cap, rank } = ruleOf(read.identifier.rule);
	if (cap !== undefined && shared.holders >= cap) return { ...shared, code: 'over_cap' };
	return rank === undefined ? shared : { ...shared, code: 'shared_identifier' };
}

/** Of whom the names are compared; with the company, for there are many of every name. */
const NAMES = ['name', 'fullName', 'firstName', 'lastName', 'email', 'accountName'];

/** Companies that are called the same but for legal form and order, and people of one company who are. */
export async function nearDuplicates(tables: Tables): Promise<Finding> {
	const rows = await tables
		.selectFrom('graph_fact as fact')
		.innerJoin('graph_entity as entity', 'entity.id', 'fact.entity_id')
		.select(['fact.entity_id', 'fact.attribute', 'fact.winner', 'entity.type'])
		.where('fact.attribute', 'in', NAMES)
		.where('entity.type', 'in', ['account', 'contact'])
		.execute();
	const entities = [...Map.groupBy(rows, ({ entity_id: id }) => id).values()];
	const called = entities.flatMap((facts) => {
		const values = new Map(
			facts.flatMap(({ attribute, winner }): Array<[string, unknown]> =>
				winner === null ? [] : [[attribute, (JSON.parse(winner) as Candidate).value]],
			),
		);
		const name = nameIn(values);
		const key = name === undefined ? undefined : sameness(facts[0]?.type, name, values);
		return key === undefined ? [] : [{ key, name: name ?? '' }];
	});
	const groups = [...Map.groupBy(called, ({ key }) => key).values()].filter(
		({ length }) => length > 1,
	);
	return {
		code: 'near_duplicate',
		message: 'Companies, or people of one company, that are called the same',
		count: groups.length,
		of: entities.length,
		examples: groups.slice(0, EXAMPLES).map((all) => `${all[0]?.name} (${all.length})`),
	};
}

/** The same for two that are called the same; undefined where a name alone says too little. */
function sameness(
	type: string | undefined,
	name: string,
	values: ReadonlyMap<string, unknown>,
): string | undefined {
	if (type === 'account') return `account ${inOrder(companyWords(name).telling)}`;
	const company = companyOf(values);
	if (company === undefined) return undefined;
	const { words, generation = '' } = personWords(name);
	return `contact ${inOrder(words)} ${generation} at ${company}`;
}

/** By the domain of the work address, else by its name. */
function companyOf(values: ReadonlyMap<string, unknown>): string | undefined {
	const [email, name] = [values.get('email'), values.get('accountName')];
	const domain = typeof email === 'string' ? toDomain(email) : undefined;
	if (domain !== undefined) return domain;
	return typeof name === 'string' ? inOrder(companyWords(name).telling) : undefined;
}

function inOrder(words: readonly string[]): string {
	return words.toSorted().join(' ');
}
