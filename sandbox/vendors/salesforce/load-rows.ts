import { sliceOf } from '../../world/slice.ts';
import { DEAL_STAGES } from '../../world/words.ts';
import type { Account, Activity, Deal, Duplicate, Person, World } from '../../world/world.ts';
import { idOfKey, salesforceId } from './identifiers.ts';
import type { ObjectName } from './identifiers.ts';
import type { SalesforceRow, Values } from './state.ts';

const ACCOUNT_SHARE = 0.5;
const CONTACT_SHARE = 0.5;

/** How people write websites: the domain is somewhere in it. */
const SPELLINGS = [
	(domain: string) => `https://www.${domain}`,
	(domain: string) => domain,
	(domain: string) => `http://${domain}/en/home`,
	(domain: string) => `www.${domain}`,
] as const;

const USER_ID = salesforceId('User', 7);
const TYPES = { customer: 'Customer', lead: 'Prospect', opportunity: 'Prospect', subscriber: null };

interface Times {
	createdAt: string;
	updatedAt: string;
}

function row(id: string, values: Values, { createdAt, updatedAt }: Times): SalesforceRow {
	const system = {
		Id: id,
		IsDeleted: false,
		CreatedDate: createdAt,
		CreatedById: USER_ID,
		LastModifiedDate: updatedAt,
		SystemModstamp: updatedAt,
	};
	return { id, values: { ...values, ...system } };
}

const at = (time: string): Times => ({ createdAt: time, updatedAt: time });

const stageOf = (id: string) => DEAL_STAGES.find((stage) => stage.id === id) ?? DEAL_STAGES[0];

function accountOf(account: Account, place: number): SalesforceRow {
	const spell = SPELLINGS[place % SPELLINGS.length] ?? SPELLINGS[0];
	return row(
		idOfKey('Account', account.key),
		{
			Name: account.name,
			Website: spell(account.domain),
			Industry: account.industry,
			Type: TYPES[account.lifecycle],
			NumberOfEmployees: account.employees,
			AnnualRevenue: account.annualRevenue,
			BillingCountry: account.country,
			BillingCity: account.city,
			Description: account.description,
			Phone: account.phone,
			OwnerId: idOfKey('User', account.ownerKey),
			Tier__c: account.tier,
		},
		account,
	);
}

function contactOf(person: Person, account: Account | undefined): SalesforceRow {
	return row(
		idOfKey('Contact', person.key),
		{
			FirstName: person.firstName,
			LastName: person.lastName,
			Name: `${person.firstName} ${person.lastName}`,
			Email: person.email,
			EmailBouncedReason: person.emailVerdict === 'invalid' ? 'User unknown' : null,
			Title: person.title,
			Department: person.department,
			Phone: person.phone,
			MobilePhone: person.mobilePhone,
			MailingCountry: person.country,
			MailingCity: person.city,
			HasOptedOutOfEmail: person.optedOut,
			AccountId: account === undefined ? null : idOfKey('Account', account.key),
			OwnerId: account === undefined ? USER_ID : idOfKey('User', account.ownerKey),
		},
		person,
	);
}

/** A second record of a person: of its own email, as people make them by hand. */
function duplicateOf({ key, firstName, lastName, email }: Duplicate, person: Person) {
	const Name = `${firstName} ${lastName}`;
	const id = salesforceId('Contact', 5_000_000 + Number(key.slice(key.lastIndexOf('-') + 1)));
	const values = { FirstName: firstName, LastName: lastName, Name, Email: email, OwnerId: USER_ID };
	return row(id, { ...values, HasOptedOutOfEmail: false }, person);
}

function opportunityOf(deal: Deal): SalesforceRow {
	const stage = stageOf(deal.stage);
	return row(
		idOfKey('Opportunity', deal.key),
		{
			Name: deal.name,
			StageName: stage.label,
			Amount: deal.amount,
			Probability: Math.round(deal.probability * 100),
			CloseDate: deal.closeDate,
			IsClosed: deal.status !== 'open',
			IsWon: deal.status === 'won',
			AccountId: idOfKey('Account', deal.accountKey),
			OwnerId: idOfKey('User', deal.ownerKey),
			Loss_Reason__c: deal.lostReason ?? null,
		},
		deal,
	);
}

function stagesOf(deal: Deal, from: number): SalesforceRow[] {
	return deal.history.map((change, place) =>
		row(
			salesforceId('OpportunityHistory', from + place),
			{
				OpportunityId: idOfKey('Opportunity', deal.key),
				StageName: stageOf(change.stage).label,
				Amount: deal.amount,
				CloseDate: deal.closeDate,
				Probability: Math.round(stageOf(change.stage).probability * 100),
			},
			at(change.at),
		),
	);
}

function rolesOf(deal: Deal, known: ReadonlySet<string>, from: number): SalesforceRow[] {
	return deal.personKeys
		.filter((key) => known.has(key))
		.map((key, place) => {
			const values = {
				OpportunityId: idOfKey('Opportunity', deal.key),
				ContactId: idOfKey('Contact', key),
				Role: null,
			};
			return row(salesforceId('OpportunityContactRole', from + place), values, deal);
		});
}

const SUBTYPES = { call: 'Call', email: 'Email', note: 'Task', task: 'Task' } as const;

function activityOf(activity: Activity): SalesforceRow {
	const { type, subject, body, done, durationSeconds = 0 } = activity;
	const values = {
		Subject: subject,
		Description: body,
		WhoId: idOfKey('Contact', activity.personKey),
		WhatId: activity.dealKey === undefined ? null : idOfKey('Opportunity', activity.dealKey),
		AccountId: idOfKey('Account', activity.accountKey),
		OwnerId: idOfKey('User', activity.ownerKey),
	};
	if (type === 'meeting') {
		const end = new Date(Date.parse(activity.at) + durationSeconds * 1_000).toISOString();
		const times = { StartDateTime: activity.at, EndDateTime: end };
		return row(idOfKey('Event', activity.key), { ...values, ...times }, at(activity.at));
	}
	const task = {
		ActivityDate: activity.at.slice(0, 10),
		Status: done ? 'Completed' : 'Not Started',
		TaskSubtype: SUBTYPES[type],
		CallDurationInSeconds: type === 'call' ? durationSeconds : null,
	};
	return row(idOfKey('Task', activity.key), { ...values, ...task }, at(activity.at));
}

function usersOf(world: World): SalesforceRow[] {
	const [{ createdAt } = { createdAt: '2024-01-01T00:00:00.000Z' }] = world.accounts;
	const integration = {
		Id: USER_ID,
		CreatedDate: createdAt,
		Name: 'Integration User',
		Email: `integration@${world.home.domain}`,
		IsActive: true,
		UserType: 'CloudIntegrationUser',
	};
	return [
		{ id: USER_ID, values: integration },
		...world.users.map(({ key, firstName, lastName, email, active }) => {
			const Id = idOfKey('User', key);
			const Name = `${firstName} ${lastName}`;
			const values = { Id, CreatedDate: createdAt, Name, Email: email, IsActive: active };
			return { id: Id, values: { ...values, UserType: 'Standard' } };
		}),
	];
}

type Rows = Readonly<Record<ObjectName, readonly SalesforceRow[]>>;

const loaded = new WeakMap<World, Rows>();

function makeRows(world: World): Rows {
	const accounts = sliceOf('salesforce', world.accounts, ACCOUNT_SHARE);
	const people = sliceOf('salesforce', world.people, CONTACT_SHARE);
	const accountKeys = new Set(accounts.map(({ key }) => key));
	const personKeys = new Set(people.map(({ key }) => key));
	const deals = world.deals.filter(({ accountKey }) => accountKeys.has(accountKey));
	const activities = world.activities.filter(
		({ accountKey, personKey }) => accountKeys.has(accountKey) && personKeys.has(personKey),
	);
	const duplicates = world.duplicates.flatMap((duplicate) => {
		const person = world.lookup.person.get(duplicate.personKey);
		return person && personKeys.has(person.key) ? [duplicateOf(duplicate, person)] : [];
	});
	return {
		Account: accounts.map(accountOf),
		Contact: [
			...people.map((person) => {
				const known = accountKeys.has(person.accountKey);
				return contactOf(person, known ? world.lookup.account.get(person.accountKey) : undefined);
			}),
			...duplicates,
		],
		Opportunity: deals.map(opportunityOf),
		User: usersOf(world),
		Task: activities.filter(({ type }) => type !== 'meeting').map(activityOf),
		Event: activities.filter(({ type }) => type === 'meeting').map(activityOf),
		OpportunityContactRole: deals.flatMap((deal, place) => rolesOf(deal, personKeys, place * 10)),
		OpportunityHistory: deals.flatMap((deal, place) => stagesOf(deal, place * 10)),
		OpportunityFieldHistory: [],
		ContactHistory: [],
		AccountHistory: [],
	};
}

/** The part of the world that the org knows. Made once for a world: rows never change in place. */
export function loadRows(world: World): { rows: Rows; userId: string } {
	const rows = loaded.get(world) ?? makeRows(world);
	loaded.set(world, rows);
	return { rows, userId: USER_ID };
}
