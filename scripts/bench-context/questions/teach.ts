import type { ContextGraph, FactsDraft } from '../../../src/context/context-graph.ts';
import type { Account, Person } from '../../../sandbox/world/world.ts';
import { type KnownWorld, LEARNED } from './known-world.ts';

/** Lets the graph learn what each source knows, at the time of each. */
export async function teach(
	graph: ContextGraph,
	known: KnownWorld,
	setTime: (at: string) => void,
): Promise<void> {
	setTime(LEARNED.crm);
	for (const account of known.accounts) await graph.upsertFacts(crmAccount(account, known));
	for (const person of known.people) {
		await graph.upsertFacts(crmContact(person, known));
		const { domain } = known.accountOf(person);
		await graph.link({ email: person.email }, 'works_at', { domain }, { source: 'hubspot' });
	}
	setTime(LEARNED.enrichment);
	for (const person of known.people) await graph.upsertFacts(enrichedPerson(person));
	for (const account of known.accounts) await graph.upsertFacts(enrichedAccount(account));
	setTime(LEARNED.outreach);
	for (const account of known.accounts) await teachSelling(graph, known, account);
	for (const person of known.people) await teachOutreach(graph, known, person);
	await teachSuppressions(graph, known);
	setTime(LEARNED.asked);
}

export const VERDICTS = {
	valid: 'deliverable',
	invalid: 'undeliverable',
	catch_all: 'risky_catch_all',
	unknown: 'unknown',
	role: 'role',
} as const;

function crmContact(person: Person, known: KnownWorld): FactsDraft {
	const { firstName, lastName, email, title, department, seniority, country, city } = person;
	return draft(
		'contact',
		'hubspot',
		[
			{ kind: 'email', value: email },
			{ kind: 'hubspot:contact', value: person.key },
		],
		{
			firstName,
			lastName,
			title,
			department,
			seniority,
			country,
			city,
			leadStatus: person.leadStatus,
			optedOut: person.optedOut ? true : undefined,
			phone: known.crmHas(person, 'phone') ? person.phone : undefined,
			linkedinUrl: known.crmHas(person, 'linkedinUrl') ? person.linkedinUrl : undefined,
		},
	);
}

function crmAccount(account: Account, known: KnownWorld): FactsDraft {
	const { name, domain, industry, employees, country, city, lifecycle, description } = account;
	const owner = known.world.lookup.user.get(account.ownerKey);
	return draft(
		'account',
		'hubspot',
		[
			{ kind: 'domain', value: domain },
			{ kind: 'hubspot:account', value: account.key },
		],
		{
			name,
			industry,
			employees,
			country,
			city,
			lifecycle,
			ownerEmail: owner?.email,
			description: known.crmDescribes(account) ? description : undefined,
		},
	);
}

function enrichedPerson({ email, emailVerdict, jobChange }: Person): FactsDraft {
	return draft('contact', 'pdl', [{ kind: 'email', value: email }], {
		emailStatus: VERDICTS[emailVerdict],
		...(jobChange && { title: jobChange.title }),
	});
}

function enrichedAccount({ domain, fundingStage, technologies }: Account): FactsDraft {
	return draft('account', 'apollo', [{ kind: 'domain', value: domain }], {
		fundingStage,
		technologies: [...technologies],
	});
}

async function teachSelling(
	graph: ContextGraph,
	known: KnownWorld,
	account: Account,
): Promise<void> {
	const { lookup } = known.world;
	for (const deal of known.dealsOf(account)) {
		const { name, status, stage, amount, closeDate } = deal;
		const identifiers = [{ kind: 'hubspot:deal', value: deal.key }];
		await graph.upsertFacts(
			draft('deal', 'hubspot', identifiers, {
				name,
				status,
				stage,
				amount,
				closeDate,
				ownerEmail: lookup.user.get(deal.ownerKey)?.email,
			}),
		);
		const subject = { type: 'deal' as const, identifiers };
		await graph.link(subject, 'deal_of', { domain: account.domain }, { source: 'hubspot' });
	}
	for (const { key, kind, title, at, url } of known.signalsOf(account)) {
		await graph.recordEvent(
			{ domain: account.domain },
			{
				type: `signal.${kind}`,
				at,
				summary: title,
				url,
				externalId: key,
				signal: { kind, strength: 0.8 },
			},
			{ source: 'apollo' },
		);
	}
}

async function teachOutreach(
	graph: ContextGraph,
	known: KnownWorld,
	person: Person,
): Promise<void> {
	const enrollment = known.enrollmentOf(person);
	if (enrollment === undefined) return;
	const sequence = known.world.sequences.find(({ key }) => key === enrollment.sequenceKey);
	const { status, step, enrolledAt, lastEventAt, sequenceKey } = enrollment;
	await graph.recordEnrollment(
		{ email: person.email },
		{
			provider: 'outreach',
			sequenceId: sequenceKey,
			...(sequence && { sequenceName: sequence.name }),
			status,
			step,
			enrolledAt,
			lastEventAt,
		},
		{ source: 'outreach' },
	);
}

async function teachSuppressions(graph: ContextGraph, known: KnownWorld): Promise<void> {
	const addresses = new Set(known.people.map(({ email }) => email));
	const domains = new Set(known.accounts.map(({ domain }) => domain));
	for (const { kind, value, reason } of known.world.suppressions) {
		if (!addresses.has(value) && !domains.has(value)) continue;
		await graph.suppress({ identifier: { kind, value }, reason }, { source: 'outreach' });
	}
}

type Values = Readonly<Record<string, FactsDraft['facts'][number]['value'] | undefined>>;

function draft(
	type: FactsDraft['type'],
	source: string,
	identifiers: FactsDraft['identifiers'],
	values: Values,
): FactsDraft {
	const facts = Object.entries(values).flatMap(([attribute, value]) =>
		value === undefined ? [] : [{ attribute, value }],
	);
	return { type, source, identifiers, facts };
}
