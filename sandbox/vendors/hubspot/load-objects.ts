import { Table } from '../../frame/table.ts';
import { numericId, sliceOf } from '../../world/slice.ts';
import { DEAL_STAGES } from '../../world/words.ts';
import type { Account, Activity, Deal, Duplicate, Person, World } from '../../world/world.ts';
import { AssociationStore } from './association-store.ts';
import { clockProperties, emailDomain } from './objects.ts';
import type { HistoryEntry, HubspotObject, Objects, ObjectType } from './objects.ts';
import { industryValue, PIPELINES } from './property-definitions.ts';
import type { Owner } from './state.ts';

const COMPANY_IDS = 11_000_000_000;
const CONTACT_IDS = 21_000_000_000;
const DUPLICATE_IDS = 22_000_000_000;
const DEAL_IDS = 31_000_000_000;
const ACTIVITY_IDS = 41_000_000_000;

const COMPANY_SHARE = 0.6;
const CONTACT_SHARE = 0.6;

const TIERS = { A: 'tier_1', B: 'tier_2', C: 'tier_3' } as const;

type Values = Readonly<Record<string, number | string | undefined>>;

function record(
	type: ObjectType,
	id: string,
	values: Values,
	{ createdAt, updatedAt }: { createdAt: string; updatedAt: string },
	history: Readonly<Record<string, readonly HistoryEntry[]>> = {},
): HubspotObject {
	const { created, modified } = clockProperties(type);
	const own = { hs_object_id: id, [created]: createdAt, [modified]: updatedAt };
	const given = Object.entries({ ...values, ...own }).filter(
		([, value]) => value !== undefined && value !== '',
	);
	const properties = Object.fromEntries(given.map(([name, value]) => [name, String(value)]));
	return { id, properties, history, createdAt, updatedAt, archived: false };
}

function companyOf(account: Account, ownerId: string | undefined): HubspotObject {
	return record(
		'companies',
		numericId(COMPANY_IDS, account.key),
		{
			domain: account.domain,
			name: account.name,
			industry: industryValue(account.industry),
			numberofemployees: account.employees,
			annualrevenue: account.annualRevenue,
			country: account.country,
			city: account.city,
			description: account.description,
			linkedin_company_page: account.linkedinUrl,
			phone: account.phone,
			founded_year: account.foundedYear,
			web_technologies: account.technologies.join(';'),
			total_money_raised: account.fundingTotal === 0 ? undefined : account.fundingTotal,
			lifecyclestage: account.lifecycle,
			hs_ideal_customer_profile: TIERS[account.tier],
			hubspot_owner_id: ownerId,
		},
		account,
	);
}

function contactOf(person: Person, account: Account | undefined, ownerId: string | undefined) {
	return record(
		'contacts',
		numericId(CONTACT_IDS, person.key),
		{
			email: person.email,
			...emailDomain(person.email),
			firstname: person.firstName,
			lastname: person.lastName,
			jobtitle: person.title,
			phone: person.phone,
			mobilephone: person.mobilePhone,
			company: account?.name,
			city: person.city,
			country: person.country,
			hs_linkedin_url: person.linkedinUrl,
			hs_seniority: person.seniority === 'c_suite' ? 'executive' : person.seniority,
			hs_role: person.department.toLowerCase(),
			lifecyclestage: account?.lifecycle,
			hs_lead_status: person.leadStatus,
			hubspot_owner_id: ownerId,
			hs_email_optout: person.optedOut ? 'true' : undefined,
			hs_email_hard_bounce_reason_enum:
				person.emailVerdict === 'invalid' ? 'UNKNOWN_USER' : undefined,
		},
		person,
	);
}

/** The stage id that the deal's pipeline has for a stage of the world. */
function stageIdOf(deal: Deal, stage: string): string {
	return PIPELINES[deal.pipeline === 'renewal' ? 1 : 0].stageId(stage);
}

function dealOf(deal: Deal, ownerId: string | undefined): HubspotObject {
	const stages = deal.history.map(({ stage, at }) => ({
		value: stageIdOf(deal, stage),
		timestamp: at,
		sourceType: 'CRM_UI',
	}));
	return record(
		'deals',
		numericId(DEAL_IDS, deal.key),
		{
			dealname: deal.name,
			dealstage: stageIdOf(deal, deal.stage),
			pipeline: PIPELINES[deal.pipeline === 'renewal' ? 1 : 0].id,
			amount: deal.amount,
			deal_currency_code: deal.currency,
			closedate: `${deal.closeDate}T00:00:00.000Z`,
			hs_deal_stage_probability: DEAL_STAGES.find(({ id }) => id === deal.stage)?.probability,
			closed_lost_reason: deal.lostReason,
			hs_is_closed: String(deal.status !== 'open'),
			hs_is_closed_won: String(deal.status === 'won'),
			hubspot_owner_id: ownerId,
		},
		deal,
		{ dealstage: stages.reverse() },
	);
}

const ACTIVITY_TYPES = {
	note: 'notes',
	task: 'tasks',
	call: 'calls',
	email: 'emails',
	meeting: 'meetings',
} as const;

function activityValues({
	type,
	subject,
	body,
	direction,
	durationSeconds = 0,
	at,
	done,
}: Activity): Values {
	switch (type) {
		case 'note':
			return { hs_note_body: body };
		case 'task':
			return {
				hs_task_subject: subject,
				hs_task_body: body,
				hs_task_status: done ? 'COMPLETED' : 'NOT_STARTED',
				hs_task_type: 'TODO',
			};
		case 'call':
			return {
				hs_call_title: subject,
				hs_call_body: body,
				hs_call_direction: direction === 'inbound' ? 'INBOUND' : 'OUTBOUND',
				hs_call_duration: durationSeconds * 1_000,
				hs_call_status: 'COMPLETED',
			};
		case 'email':
			return {
				hs_email_subject: subject,
				hs_email_text: body,
				hs_email_direction: direction === 'inbound' ? 'INCOMING_EMAIL' : 'EMAIL',
				hs_email_status: 'SENT',
			};
		case 'meeting':
			return {
				hs_meeting_title: subject,
				hs_meeting_body: body,
				hs_meeting_start_time: at,
				hs_meeting_end_time: new Date(Date.parse(at) + durationSeconds * 1_000).toISOString(),
				hs_meeting_outcome: 'COMPLETED',
			};
	}
}

function activityOf(activity: Activity, ownerId: string | undefined): HubspotObject {
	const { at } = activity;
	return record(
		ACTIVITY_TYPES[activity.type],
		numericId(ACTIVITY_IDS, activity.key),
		{ ...activityValues(activity), hs_timestamp: at, hubspot_owner_id: ownerId },
		{ createdAt: at, updatedAt: at },
	);
}

const emailKeys = ({ properties }: HubspotObject): string[] => [
	properties.email?.toLowerCase() ?? '',
	...(properties.hs_additional_emails?.toLowerCase().split(';') ?? []),
];

const tableOf = (rows: Iterable<HubspotObject>, unique?: (row: HubspotObject) => string[]) =>
	new Table<HubspotObject>(rows, unique === undefined ? {} : { unique });

const byProperty = (name: string) => (row: HubspotObject) => {
	const value = row.properties[name];
	return value == null ? [] : [value];
};

/** What does not change when the vendor is reset, so it is made once for a world. */
interface Loaded {
	rows: Readonly<Record<ObjectType, readonly HubspotObject[]>>;
	links: AssociationStore;
	contactIds: ReadonlyMap<string, string>;
	unsubscribed: readonly string[];
}

const loaded = new WeakMap<World, Loaded>();

function load(world: World, owners: readonly Owner[]): Loaded {
	const known = loaded.get(world);
	if (known !== undefined) return known;
	const made = makeRows(world, owners);
	loaded.set(world, made);
	return made;
}

/** The slice of the world that HubSpot knows. */
function partOf(world: World) {
	const accounts = sliceOf('hubspot', world.accounts, COMPANY_SHARE);
	const people = sliceOf('hubspot', world.people, CONTACT_SHARE);
	const accountKeys = new Set(accounts.map(({ key }) => key));
	const personKeys = new Set(people.map(({ key }) => key));
	return {
		accounts,
		people,
		accountKeys,
		personKeys,
		duplicates: world.duplicates.filter(({ personKey }) => personKeys.has(personKey)),
		deals: world.deals.filter(({ accountKey }) => accountKeys.has(accountKey)),
		activities: world.activities.filter(
			({ accountKey, personKey }) => accountKeys.has(accountKey) && personKeys.has(personKey),
		),
	};
}

type Part = ReturnType<typeof partOf>;

function linksIn({ people, accountKeys, personKeys, deals, activities }: Part): AssociationStore {
	const links = new AssociationStore();
	for (const { key, accountKey } of people) {
		if (!accountKeys.has(accountKey)) continue;
		const companyId = numericId(COMPANY_IDS, accountKey);
		links.link('contacts', numericId(CONTACT_IDS, key), 'companies', companyId);
	}
	for (const deal of deals) {
		const id = numericId(DEAL_IDS, deal.key);
		links.link('deals', id, 'companies', numericId(COMPANY_IDS, deal.accountKey));
		for (const personKey of deal.personKeys.filter((each) => personKeys.has(each))) {
			links.link('deals', id, 'contacts', numericId(CONTACT_IDS, personKey));
		}
	}
	for (const { key, type, accountKey, personKey, dealKey } of activities) {
		const from = ACTIVITY_TYPES[type];
		const id = numericId(ACTIVITY_IDS, key);
		links.link(from, id, 'contacts', numericId(CONTACT_IDS, personKey));
		links.link(from, id, 'companies', numericId(COMPANY_IDS, accountKey));
		if (dealKey !== undefined) links.link(from, id, 'deals', numericId(DEAL_IDS, dealKey));
	}
	return links;
}

function duplicateOf(duplicate: Duplicate, { createdAt, updatedAt }: Person): HubspotObject {
	const { key, email, firstName, lastName } = duplicate;
	const values = { email, ...emailDomain(email), firstname: firstName, lastname: lastName };
	return record('contacts', numericId(DUPLICATE_IDS, key), values, { createdAt, updatedAt });
}

function makeRows(world: World, owners: readonly Owner[]): Loaded {
	const { lookup } = world;
	const part = partOf(world);
	const ownerIds = new Map(world.users.map(({ key }, index) => [key, owners[index]?.id]));
	const contacts = part.people.map((person) => {
		const account = lookup.account.get(person.accountKey);
		return contactOf(person, account, ownerIds.get(account?.ownerKey ?? ''));
	});
	const duplicates = part.duplicates.flatMap((duplicate) => {
		const person = lookup.person.get(duplicate.personKey);
		return person === undefined ? [] : [duplicateOf(duplicate, person)];
	});
	const ofType = (type: Activity['type']) =>
		part.activities
			.filter((activity) => activity.type === type)
			.map((activity) => activityOf(activity, ownerIds.get(activity.ownerKey)));
	return {
		rows: {
			contacts: [...contacts, ...duplicates],
			companies: part.accounts.map((each) => companyOf(each, ownerIds.get(each.ownerKey))),
			deals: part.deals.map((deal) => dealOf(deal, ownerIds.get(deal.ownerKey))),
			notes: ofType('note'),
			tasks: ofType('task'),
			calls: ofType('call'),
			emails: ofType('email'),
			meetings: ofType('meeting'),
		},
		links: linksIn(part),
		contactIds: new Map(part.people.map(({ key }) => [key, numericId(CONTACT_IDS, key)])),
		unsubscribed: part.people.filter(({ optedOut }) => optedOut).map(({ email }) => email),
	};
}

/** The companies, people, deals and activities that HubSpot knows, linked to each other. */
export function loadObjects(world: World, owners: readonly Owner[]) {
	const { rows, links, contactIds, unsubscribed } = load(world, owners);
	const objects: Objects = {
		contacts: tableOf(rows.contacts, emailKeys),
		companies: tableOf(rows.companies, byProperty('external_account_id')),
		deals: tableOf(rows.deals, byProperty('external_deal_id')),
		notes: tableOf(rows.notes),
		tasks: tableOf(rows.tasks),
		calls: tableOf(rows.calls),
		emails: tableOf(rows.emails),
		meetings: tableOf(rows.meetings),
	};
	return {
		objects,
		associations: new AssociationStore(links),
		contactIds,
		unsubscribed: new Set(unsubscribed),
	};
}
