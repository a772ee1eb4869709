import { sliceOf, uuidOf } from '../../world/slice.ts';
import type { Account, Activity, Deal, Person, World } from '../../world/world.ts';
import { ATTRIBUTES, EMPLOYEE_RANGES, STAGES } from './attributes.ts';
import type { ObjectSlug } from './attributes.ts';
import { optionOf } from './identifiers.ts';
import type { AttioRecord, Note, Task } from './state.ts';
import { readValue } from './values.ts';
import type { DatedValue, Workspace } from './values.ts';

const SHARE = 0.35;

/** The upper ends of the bands of employees. */
const BANDS = [10, 50, 250, 1_000, 5_000, 10_000, Number.POSITIVE_INFINITY];

const idOf = (key: string) => uuidOf('attio', key);

type Sources = Readonly<Record<string, unknown>>;

/** References of the world's own rows are right, so nothing is looked up. */
function trusting(object: ObjectSlug): Workspace {
	return {
		memberId: (reference) => reference,
		recordId: (_object, { target_record_id: id }) => String(id),
		option: (attribute, reference) => optionOf(object, attribute, reference),
	};
}

function record(object: ObjectSlug, key: string, from: string, sources: Sources): AttioRecord {
	const id = idOf(key);
	const workspace = trusting(object);
	const given: Sources = { ...sources, record_id: id, created_at: from };
	const values: Record<string, readonly DatedValue[]> = {};
	for (const attribute of ATTRIBUTES[object]) {
		const source = given[attribute.slug];
		const list: unknown[] = source === undefined ? [] : [source].flat();
		if (list.length === 0) continue;
		values[attribute.slug] = list.map((each) => ({
			value: readValue(attribute, each, workspace),
			from,
		}));
	}
	return { id, object, createdAt: from, values };
}

const location = ({ city, country }: { city: string; country: string }) => ({
	locality: city,
	country_code: country,
});

function personOf(person: Person, known: Known): AttioRecord {
	const { firstName, lastName } = person;
	return record('people', person.key, person.createdAt, {
		name: { first_name: firstName, last_name: lastName, full_name: `${firstName} ${lastName}` },
		email_addresses: [person.email],
		job_title: person.title,
		phone_numbers: [{ original_phone_number: person.phone, country_code: person.country }],
		primary_location: location(person),
		linkedin: person.linkedinUrl,
		lead_status: person.leadStatus,
		company: known.accounts.has(person.accountKey) ? idOf(person.accountKey) : undefined,
		associated_deals: known.dealsOfPerson.get(person.key),
	});
}

function companyOf(account: Account, known: Known): AttioRecord {
	const band = BANDS.findIndex((most) => account.employees <= most);
	return record('companies', account.key, account.createdAt, {
		name: account.name,
		domains: [account.domain],
		description: account.description,
		categories: [account.industry],
		primary_location: location(account),
		linkedin: account.linkedinUrl,
		employee_range: EMPLOYEE_RANGES[band],
		foundation_date: `${account.foundedYear}-01-01`,
		funding_raised_usd: account.fundingTotal === 0 ? undefined : account.fundingTotal,
		tier: account.tier,
		owner: idOf(account.ownerKey),
		team: known.team.get(account.key),
		associated_deals: known.dealsOfAccount.get(account.key),
	});
}

/** Earlier stages stay with the deal, each until the next began. */
function stagesOf({ history }: Deal): DatedValue[] {
	const attribute = ATTRIBUTES.deals.find(({ slug }) => slug === 'stage');
	if (attribute === undefined) throw new RangeError('deals have no stage');
	return history.map(({ stage, at }, index) => {
		const title = STAGES.find(({ id }) => id === stage)?.title ?? stage;
		const value = readValue(attribute, title, trusting('deals'));
		const until = history[index + 1]?.at;
		return { value, from: at, ...(until !== undefined && { until }) };
	});
}

function dealOf(deal: Deal, known: Known): AttioRecord {
	const made = record('deals', deal.key, deal.createdAt, {
		name: deal.name,
		owner: idOf(deal.ownerKey),
		value: { currency_value: deal.amount, currency_code: deal.currency },
		associated_people: deal.personKeys.filter((key) => known.people.has(key)).map(idOf),
		associated_company: idOf(deal.accountKey),
		close_date: deal.closeDate,
		lost_reason: deal.lostReason,
	});
	return { ...made, values: { ...made.values, stage: stagesOf(deal) } };
}

interface Known {
	accounts: ReadonlySet<string>;
	people: ReadonlySet<string>;
	team: ReadonlyMap<string, string[]>;
	dealsOfAccount: ReadonlyMap<string, string[]>;
	dealsOfPerson: ReadonlyMap<string, string[]>;
}

function addTo(map: Map<string, string[]>, key: string, value: string): void {
	const list = map.get(key);
	if (list === undefined) map.set(key, [value]);
	else list.push(value);
}

function knownOf(
	accounts: readonly Account[],
	people: readonly Person[],
	deals: readonly Deal[],
): Known {
	const team = new Map<string, string[]>();
	for (const { key, accountKey } of people) addTo(team, accountKey, idOf(key));
	const dealsOfAccount = new Map<string, string[]>();
	const dealsOfPerson = new Map<string, string[]>();
	for (const { key, accountKey, personKeys } of deals) {
		addTo(dealsOfAccount, accountKey, idOf(key));
		for (const personKey of personKeys) addTo(dealsOfPerson, personKey, idOf(key));
	}
	return {
		accounts: new Set(accounts.map(({ key }) => key)),
		people: new Set(people.map(({ key }) => key)),
		team,
		dealsOfAccount,
		dealsOfPerson,
	};
}

function noteOf({ key, personKey, subject, body, at }: Activity): Note {
	const recordId = idOf(personKey);
	return {
		id: idOf(key),
		object: 'people',
		recordId,
		title: subject,
		content: body,
		createdAt: at,
	};
}

function taskOf({ key, personKey, subject, at, done, ownerKey }: Activity): Task {
	return {
		id: idOf(key),
		content: subject,
		deadlineAt: at,
		completed: done,
		linked: [{ object: 'people', recordId: idOf(personKey) }],
		assignees: [idOf(ownerKey)],
		createdAt: at,
	};
}

interface Loaded {
	records: Readonly<Record<ObjectSlug, readonly AttioRecord[]>>;
	notes: readonly Note[];
	tasks: readonly Task[];
}

const loaded = new WeakMap<World, Loaded>();

/** The companies, people, deals, notes and tasks that Attio knows; made once for a world. */
export function loadRecords(world: World): Loaded {
	const made = loaded.get(world) ?? makeRecords(world);
	loaded.set(world, made);
	return made;
}

function makeRecords(world: World): Loaded {
	const accounts = sliceOf('attio', world.accounts, SHARE);
	const people = sliceOf('attio', world.people, SHARE);
	const accountKeys = new Set(accounts.map(({ key }) => key));
	const deals = world.deals.filter(({ accountKey }) => accountKeys.has(accountKey));
	const known = knownOf(accounts, people, deals);
	const activities = world.activities.filter(({ personKey }) => known.people.has(personKey));
	return {
		records: {
			people: people.map((person) => personOf(person, known)),
			companies: accounts.map((account) => companyOf(account, known)),
			deals: deals.map((deal) => dealOf(deal, known)),
		},
		notes: activities.filter(({ type }) => type === 'note').map(noteOf),
		tasks: activities.filter(({ type }) => type === 'task').map(taskOf),
	};
}
