import type { Generator } from './generator.ts';
import { DEAL_STAGES, LOST_REASONS } from './words.ts';
import type { Account, Activity, Deal, Person, StageChange } from './world.ts';

const CURRENCIES: Readonly<Record<string, string>> = { GB: 'GBP', DE: 'EUR', FR: 'EUR' };
const OPEN_STAGES = DEAL_STAGES.slice(0, 5);
const DAY_MS = 86_400_000;

type PeopleOf = ReadonlyMap<string, readonly Person[]>;

function historyOf(random: Generator, createdAt: string, ending: 'lost' | 'open' | 'won') {
	const passed = OPEN_STAGES.slice(
		0,
		random.between(ending === 'open' ? 1 : 2, OPEN_STAGES.length),
	);
	const stages = [...passed.map(({ id }) => id), ...(ending === 'open' ? [] : [ending])];
	const history: StageChange[] = [];
	for (const stage of stages) {
		const last = history.at(-1);
		history.push({ stage, at: last === undefined ? createdAt : random.after(last.at, 30) });
	}
	return history;
}

function makeDeal(
	random: Generator,
	index: number,
	account: Account,
	people: readonly Person[],
): Deal {
	const renewal = account.lifecycle === 'customer' && random.chance(0.6);
	const createdAt = random.daysAgo(420, 10);
	const status = random.weighted([
		[50, 'open'],
		[28, 'won'],
		[22, 'lost'],
	] as const);
	const history = historyOf(random, createdAt, status);
	const { stage = 'qualification', at = createdAt } = history.at(-1) ?? {};
	const closesIn = status === 'open' ? random.between(5, 120) * DAY_MS : 0;
	return {
		key: `deal-${index}`,
		name: `${account.name} – ${renewal ? 'Renewal' : 'New business'} ${createdAt.slice(0, 4)}/${(index % 3) + 1}`,
		accountKey: account.key,
		personKeys: random.some(people, 2).map(({ key }) => key),
		ownerKey: account.ownerKey,
		pipeline: renewal ? 'renewal' : 'new_business',
		stage,
		status,
		amount: random.between(4, 240) * 500,
		currency: CURRENCIES[account.country] ?? 'USD',
		probability: DEAL_STAGES.find(({ id }) => id === stage)?.probability ?? 0,
		...(status === 'lost' && { lostReason: random.pick(LOST_REASONS) }),
		closeDate: new Date(Date.parse(at) + closesIn).toISOString().slice(0, 10),
		history,
		createdAt,
		updatedAt: at,
	};
}

export function makeDeals(
	random: Generator,
	accounts: readonly Account[],
	peopleOf: PeopleOf,
): Deal[] {
	const sold = accounts.filter(
		({ lifecycle }) => lifecycle === 'customer' || lifecycle === 'opportunity',
	);
	return sold.flatMap((account, place) =>
		Array.from({ length: random.between(1, 3) }, (_, nth) =>
			makeDeal(random, place * 3 + nth, account, peopleOf.get(account.key) ?? []),
		),
	);
}

/** Subjects and bodies with the first name and the company's name in their places. */
const SCRIPTS = {
	note: ['Note', '{first} wants the pilot to start in the next quarter; budget sits with finance.'],
	call: ['Call with {first}', '{first} asked how {company} would move its existing data.'],
	email: [
		'Re: next steps for {company}',
		'Thanks for the call, {first}. Attached is the plan that we spoke about.',
	],
	meeting: ['Demo for {company}', 'Showed the reports; {first} brought two colleagues.'],
	task: ['Send the proposal to {first}', 'The terms that {company} asked for are in the deal.'],
} as const;

function makeActivity(
	random: Generator,
	index: number,
	deal: Deal,
	account: Account,
	person: Person,
) {
	const type = random.weighted([
		[25, 'note'],
		[22, 'call'],
		[30, 'email'],
		[13, 'meeting'],
		[10, 'task'],
	] as const);
	const fill = (text: string) =>
		text.replaceAll('{first}', person.firstName).replaceAll('{company}', account.name);
	const [subject, body] = SCRIPTS[type];
	const timed = type === 'call' || type === 'meeting';
	const activity: Activity = {
		key: `activity-${index}`,
		type,
		at: random.after(deal.createdAt, 120),
		subject: fill(subject),
		body: fill(body),
		...((type === 'call' || type === 'email') && {
			direction: random.chance(0.35) ? ('inbound' as const) : ('outbound' as const),
		}),
		...(timed && { durationSeconds: random.between(3, 50) * 60 }),
		done: type !== 'task' || random.chance(0.7),
		ownerKey: deal.ownerKey,
		accountKey: account.key,
		personKey: person.key,
		dealKey: deal.key,
	};
	return activity;
}

/** What was done for each deal, with one of its people. */
export function makeActivities(
	random: Generator,
	deals: readonly Deal[],
	rows: { account: ReadonlyMap<string, Account>; person: ReadonlyMap<string, Person> },
): Activity[] {
	const activities: Activity[] = [];
	for (const deal of deals) {
		const account = rows.account.get(deal.accountKey);
		for (let nth = random.between(3, 9); account !== undefined && nth > 0; nth -= 1) {
			const person = rows.person.get(deal.personKeys[nth % deal.personKeys.length] ?? '');
			if (person !== undefined) {
				activities.push(makeActivity(random, activities.length, deal, account, person));
			}
		}
	}
	return activities;
}
