import type { Hook } from '../../frame/deliveries.ts';
import { Table } from '../../frame/table.ts';
import type { Row } from '../../frame/table.ts';
import { numericId, sliceOf } from '../../world/slice.ts';
import type { Account, Deal, Person, User, World } from '../../world/world.ts';
import { keyOf, LEAD_STATUSES, stageNumber } from './fields.ts';
import type { Kind } from './fields.ts';

const SHARE = 0.3;

/** A change of a field, as the flow shows it. */
export interface Change {
	at: string;
	key: string;
	from: unknown;
	to: unknown;
}

export interface PipedriveRecord extends Row {
	readonly values: Readonly<Record<string, unknown>>;
	readonly custom: Readonly<Record<string, unknown>>;
	/** Oldest first. */
	readonly changes: readonly Change[];
}

export interface Logged extends Row {
	readonly values: Readonly<Record<string, unknown>>;
}

export interface PipedriveState {
	records: Readonly<Record<Kind, Table<PipedriveRecord>>>;
	activities: Table<Logged>;
	notes: Table<Logged>;
	users: readonly User[];
	hooks: Table<Hook & { action: string; user: string }>;
	/** Counts what was made, for new ids. */
	made: number;
}

const userId = (key: string) => Number(numericId(500, key));
const personId = (key: string) => Number(numericId(20_000, key));
const organizationId = (key: string) => Number(numericId(10_000, key));
const dealId = (key: string) => Number(numericId(100_000, key));

/** Pipedrive writes whole seconds. */
export const toSeconds = (iso: string): string => `${iso.slice(0, 19)}Z`;

/** `Noa Van Dam` is Noa, Van Dam. */
export function splitName(name: string): { first_name: string; last_name: string } {
	const [first = '', ...others] = name.split(' ');
	return { first_name: first, last_name: others.join(' ') };
}

const place = ({ city, country }: { city: string; country: string }) => ({
	value: `${city}, ${country}`,
	locality: city,
	country,
});

const common = (ownerKey: string, row: { createdAt: string; updatedAt: string }) => ({
	owner_id: userId(ownerKey),
	add_time: toSeconds(row.createdAt),
	update_time: toSeconds(row.updatedAt),
	is_deleted: false,
	visible_to: 3,
	label_ids: [],
});

function personOf(person: Person, email: string, id: number, owners: Owners): PipedriveRecord {
	const name = `${person.firstName} ${person.lastName}`;
	return {
		id: String(id),
		values: {
			id,
			name,
			...splitName(name),
			...common(owners.ofAccount(person.accountKey), person),
			...(owners.knows(person.accountKey) && { org_id: organizationId(person.accountKey) }),
			emails: [{ value: email, primary: true, label: 'work' }],
			phones: [{ value: person.phone, primary: true, label: 'work' }],
			job_title: person.title,
			postal_address: place(person),
			marketing_status: person.optedOut ? 'unsubscribed' : 'no_consent',
		},
		custom: {
			[keyOf('Lead status')]: LEAD_STATUSES.indexOf(person.leadStatus) + 11,
			[keyOf('LinkedIn')]: person.linkedinUrl,
		},
		changes: [],
	};
}

function organizationOf(account: Account): PipedriveRecord {
	const id = organizationId(account.key);
	return {
		id: String(id),
		values: {
			id,
			name: account.name,
			...common(account.ownerKey, account),
			address: place(account),
		},
		// Half of the companies were typed in as web addresses, as it goes.
		custom: {
			[keyOf('Domain')]: id % 2 === 0 ? account.domain : `https://www.${account.domain}/`,
			[keyOf('Employees')]: account.employees,
		},
		changes: [],
	};
}

function dealOf(deal: Deal, people: ReadonlySet<string>): PipedriveRecord {
	const id = dealId(deal.key);
	const open = deal.history.filter(({ stage }) => stageNumber(stage) !== undefined);
	const [person] = deal.personKeys.filter((key) => people.has(key));
	const changes = open.slice(1).map(({ stage, at }, index) => ({
		at: toSeconds(at),
		key: 'stage_id',
		from: stageNumber(open[index]?.stage ?? ''),
		to: stageNumber(stage),
	}));
	return {
		id: String(id),
		values: {
			id,
			title: deal.name,
			value: deal.amount,
			currency: deal.currency,
			status: deal.status,
			stage_id: stageNumber(open.at(-1)?.stage ?? '') ?? 1,
			pipeline_id: deal.pipeline === 'renewal' ? 2 : 1,
			probability: Math.round(deal.probability * 100),
			expected_close_date: deal.closeDate,
			lost_reason: deal.lostReason ?? null,
			...(person !== undefined && { person_id: personId(person) }),
			org_id: organizationId(deal.accountKey),
			...common(deal.ownerKey, deal),
			is_archived: false,
		},
		custom: {},
		changes,
	};
}

interface Owners {
	knows(accountKey: string): boolean;
	ofAccount(accountKey: string): string;
}

export function openPipedrive(world: World): PipedriveState {
	const accounts = sliceOf('pipedrive', world.accounts, SHARE);
	const people = sliceOf('pipedrive', world.people, SHARE);
	const known = new Map(accounts.map((account) => [account.key, account]));
	const byKey = new Map(people.map((person) => [person.key, person]));
	const firstUser = world.users[0]?.key ?? 'user-0';
	const owners: Owners = {
		knows: (key) => known.has(key),
		ofAccount: (key) => known.get(key)?.ownerKey ?? firstUser,
	};
	const twice = world.duplicates.flatMap(({ key, personKey, email }) => {
		const person = byKey.get(personKey);
		return person ? [personOf(person, email, Number(numericId(900_000, key)), owners)] : [];
	});
	const deals = world.deals.filter(({ accountKey }) => known.has(accountKey));
	return {
		records: {
			persons: new Table([
				...people.map((each) => personOf(each, each.email, personId(each.key), owners)),
				...twice,
			]),
			organizations: new Table(accounts.map(organizationOf)),
			deals: new Table(deals.map((deal) => dealOf(deal, new Set(byKey.keys())))),
		},
		activities: new Table<Logged>([]),
		notes: new Table<Logged>([]),
		users: world.users,
		hooks: new Table<Hook & { action: string; user: string }>([]),
		made: 0,
	};
}

export function newId(state: PipedriveState): number {
	state.made += 1;
	return 2_000_000 + state.made;
}

export function showUser({ key, firstName, lastName, email, active }: User, index: number) {
	return {
		id: userId(key),
		name: `${firstName} ${lastName}`,
		default_currency: 'EUR',
		locale: 'en_US',
		lang: 1,
		email,
		phone: null,
		activated: true,
		last_login: '2026-11-01 08:00:00',
		created: '2024-01-15 08:00:00',
		modified: '2026-11-01 08:00:00',
		has_created_company: index === 0,
		access: [{ app: 'sales', admin: index === 0, permission_set_id: 'sandbox' }],
		active_flag: active,
		timezone_name: 'Europe/Tallinn',
		timezone_offset: '+02:00',
		role_id: 1,
		icon_url: null,
		is_you: index === 0,
		is_deleted: false,
	};
}
