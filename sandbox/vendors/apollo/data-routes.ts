import { answer } from '../../frame/call.ts';
import type { AnyCall } from '../../frame/call.ts';
import { routesOf } from '../../frame/emulator.ts';
import type { Context, Route } from '../../frame/emulator.ts';
import { seenBy } from '../../world/slice.ts';
import type { Account, Person, World } from '../../world/world.ts';
import { outOfCredits, unprocessable } from './errors.ts';
import { namesOf } from './limits.ts';
import { pageOf, paged, queryText } from './read.ts';
import { showOrganization, showPerson } from './show.ts';
import { contactId, isKnown, organizationId } from './state.ts';
import type { ApolloState } from './state.ts';

const on = routesOf<ApolloState>();

type Charged = Pick<Context<ApolloState>, 'credits'>;

function charge({ credits }: Charged): void {
	if (credits.take(1) === 'exhausted') throw outOfCredits();
}

const domainOf = (text: string | undefined) =>
	text
		?.toLowerCase()
		.replace(/^https?:\/\//, '')
		.replace(/\/.*$/, '');

function findPerson(call: AnyCall, world: World): Person | undefined {
	const { lookup } = world;
	const email = queryText(call, 'email')?.toLowerCase();
	const linkedin = queryText(call, 'linkedin_url');
	const direct =
		(email === undefined ? undefined : lookup.personByEmail.get(email)) ??
		(linkedin === undefined ? undefined : lookup.personByLinkedin.get(linkedin));
	return direct ?? findByName(call, world);
}

function findByName(call: AnyCall, { lookup, accounts }: World): Person | undefined {
	const parts = [queryText(call, 'first_name'), queryText(call, 'last_name')];
	const name = (queryText(call, 'name') ?? parts.join(' ')).trim().toLowerCase();
	const company = queryText(call, 'organization_name')?.toLowerCase();
	const account =
		lookup.accountByDomain.get(domainOf(queryText(call, 'domain')) ?? '') ??
		accounts.find((each) => each.name.toLowerCase() === company);
	if (account === undefined || name === '') return undefined;
	return lookup.peopleOfAccount
		.get(account.key)
		?.find(({ firstName, lastName }) => `${firstName} ${lastName}`.toLowerCase() === name);
}

function findAccount(call: AnyCall, { lookup, accounts }: World): Account | undefined {
	const domain = domainOf(queryText(call, 'domain') ?? queryText(call, 'website'));
	const linkedin = queryText(call, 'linkedin_url');
	const name = queryText(call, 'name')?.toLowerCase();
	if (domain === undefined && linkedin === undefined && name === undefined) {
		throw unprocessable("Required parameter 'domain' missing");
	}
	const found =
		(domain === undefined ? undefined : lookup.accountByDomain.get(domain)) ??
		accounts.find((each) => each.linkedinUrl === linkedin || each.name.toLowerCase() === name);
	return found !== undefined && seenBy('apollo', found.key, 0.8) ? found : undefined;
}

function organizationOf({ accounts }: World, id: string): Account | undefined {
	return accounts.find(({ key }) => organizationId(key) === id);
}

/** People, organizations and what happens at them. A miss is a 200 and costs nothing. */
export const dataRoutes: ReadonlyArray<Route<ApolloState>> = [
	on(
		'POST',
		'/api/v1/people/match',
		(call, context) => {
			if (call.query.get('reveal_phone_number') === 'true' && !call.query.has('webhook_url')) {
				throw unprocessable('webhook_url is required to reveal phone numbers');
			}
			const { world, state } = context;
			const person = findPerson(call, world);
			if (person === undefined || !isKnown(person)) return answer(200, { person: null });
			charge(context);
			const contact = state.contacts.get(contactId(person.key));
			return answer(200, { person: showPerson(world, person, contact), request_id: 1_039_995 });
		},
		{ scope: 'people/match', limits: namesOf('people/match') },
	),
	on(
		'GET',
		'/api/v1/organizations/enrich',
		(call, context) => {
			const account = findAccount(call, context.world);
			if (account === undefined) return answer(200, {});
			charge(context);
			return answer(200, { organization: showOrganization(context.world, account) });
		},
		{ scope: 'organizations/enrich', limits: namesOf('organizations/enrich') },
	),
	on(
		'GET',
		'/api/v1/organizations/{id}/job_postings',
		(call, context) => {
			const { world } = context;
			const account = organizationOf(world, call.params.id);
			if (account === undefined) {
				throw unprocessable('Parameters misconfigured. organization_id is not a valid ID');
			}
			charge(context);
			const jobs = (world.lookup.signalsOfAccount.get(account.key) ?? []).filter(
				({ kind }) => kind === 'hiring',
			);
			const range = pageOf(Object.fromEntries(call.query));
			return answer(200, {
				organization_job_postings: paged(jobs, range).items.map(({ key, title, url, at }) => ({
					id: organizationId(key),
					title,
					url,
					city: account.city,
					state: null,
					country: account.country,
					last_seen_at: at,
					posted_at: at,
				})),
			});
		},
		{ scope: 'organizations/job_postings', limits: namesOf('organizations/job_postings') },
	),
	on(
		'POST',
		'/api/v1/news_articles/search',
		(call, context) => {
			const { world } = context;
			const ids = call.query.getAll('organization_ids[]');
			if (ids.length === 0) throw unprocessable('organization_ids is required');
			charge(context);
			const since = call.query.get('published_at[min]') ?? '';
			const news = ids
				.flatMap((id) => organizationOf(world, id) ?? [])
				.flatMap(({ key }) => world.lookup.signalsOfAccount.get(key) ?? [])
				.filter(({ kind, at }) => kind === 'news' && at >= since);
			const { items, pagination } = paged(news, pageOf(Object.fromEntries(call.query)));
			return answer(200, {
				pagination,
				news_articles: items.map(({ key, title, detail, url, at, accountKey }) => ({
					id: organizationId(key),
					url,
					domain: new URL(url).hostname,
					title,
					snippet: detail,
					organization_ids: [organizationId(accountKey)],
					published_at: at,
					event_categories: [],
				})),
			});
		},
		{ scope: 'news_articles/search', limits: namesOf('news_articles/search') },
	),
];
