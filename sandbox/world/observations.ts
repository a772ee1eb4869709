import type { Generator } from './generator.ts';
import { JOBS, TECHNOLOGIES, USAGE_EVENTS } from './words.ts';
import type { Account, Person, Signal, Suppression, UsageEvent } from './world.ts';

type PeopleOf = ReadonlyMap<string, readonly Person[]>;

/** What people at customers did in the product in the last 90 days. */
export function makeUsage(random: Generator, accounts: readonly Account[], peopleOf: PeopleOf) {
	const events: UsageEvent[] = [];
	const customers = accounts.filter(({ lifecycle }) => lifecycle === 'customer');
	for (const account of customers) {
		for (const person of random.some(peopleOf.get(account.key) ?? [], 3)) {
			for (let left = random.between(5, 35); left > 0; left -= 1) {
				events.push({
					key: `usage-${events.length}`,
					personKey: person.key,
					accountKey: account.key,
					name: random.pick(USAGE_EVENTS),
					at: random.daysAgo(90),
					properties: {
						plan: account.tier === 'A' ? 'enterprise' : 'team',
						seats: account.employees,
					},
				});
			}
		}
	}
	return events;
}

const HEADLINES = [
	'opens a second office',
	'names a new chief executive',
	'wins a large public contract',
];

type Finding = Pick<Signal, 'amount' | 'detail' | 'kind' | 'title'>;

function findingOf(random: Generator, account: Account): Finding {
	const kind = random.weighted([
		[20, 'funding'],
		[40, 'hiring'],
		[20, 'technology'],
		[20, 'news'],
	] as const);
	switch (kind) {
		case 'funding': {
			const amount = random.between(2, 80) * 1_000_000;
			const title = `${account.name} raises $${amount / 1_000_000} million`;
			return { kind, title, detail: `Round: ${account.fundingStage}`, amount };
		}
		case 'hiring': {
			const { department, titles } = random.pick(JOBS);
			return { kind, title: `${account.name} hires: ${titles.manager}`, detail: department };
		}
		case 'technology': {
			const technology = random.pick(TECHNOLOGIES);
			return { kind, title: `${account.name} starts to use ${technology}`, detail: technology };
		}
		case 'news':
			return {
				kind,
				title: `${account.name} ${random.pick(HEADLINES)}`,
				detail: account.description,
			};
	}
}

export function makeSignals(
	random: Generator,
	accounts: readonly Account[],
	people: readonly Person[],
): Signal[] {
	const found = accounts.flatMap((account) =>
		Array.from({ length: random.between(0, 3) }, () => ({
			...findingOf(random, account),
			accountKey: account.key,
			at: random.daysAgo(180),
			url: `https://news.${account.domain}/${random.integer(100_000)}`,
		})),
	);
	const moves = people.flatMap(({ key, firstName, lastName, jobChange }) => {
		if (jobChange === undefined) return [];
		const { at, accountKey, title } = jobChange;
		const url = `https://news.mailbox.example/${key}`;
		const headline = `${firstName} ${lastName} is now ${title}`;
		return [
			{
				kind: 'job_change' as const,
				title: headline,
				detail: title,
				accountKey,
				personKey: key,
				at,
				url,
			},
		];
	});
	return [...found, ...moves].map((signal, index) => ({ ...signal, key: `signal-${index}` }));
}

/** Addresses that opted out or bounced hard, and the domains of three competitors. */
export function makeSuppressions(random: Generator, people: readonly Person[]): Suppression[] {
	const addresses = people.flatMap(({ email, optedOut, updatedAt }) =>
		optedOut
			? [{ kind: 'email' as const, value: email, reason: 'unsubscribed' as const, at: updatedAt }]
			: [],
	);
	const bounced = people
		.filter(({ emailVerdict, optedOut }) => emailVerdict === 'invalid' && !optedOut)
		.filter(() => random.chance(0.3))
		.map(({ email, updatedAt }) => ({
			kind: 'email' as const,
			value: email,
			reason: 'bounced' as const,
			at: updatedAt,
		}));
	const competitors = ['rival-loop.example', 'orbit-crm.example', 'signalworks.example'].map(
		(value) => ({
			kind: 'domain' as const,
			value,
			reason: 'competitor' as const,
			at: random.daysAgo(400, 200),
		}),
	);
	return [...addresses, ...bounced, ...competitors];
}
