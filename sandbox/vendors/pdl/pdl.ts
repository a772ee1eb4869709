import { headerKey } from '../../frame/authentication.ts';
import { answer } from '../../frame/call.ts';
import type { AnyCall } from '../../frame/call.ts';
import { routesOf } from '../../frame/emulator.ts';
import type { Context, Emulator } from '../../frame/emulator.ts';
import type { LimitState } from '../../frame/limits.ts';
import { readCount } from '../../frame/paging.ts';
import { vendorModule } from '../../frame/running-vendor.ts';
import { seenBy } from '../../world/slice.ts';
import type { Account, Person, World } from '../../world/world.ts';
import { invalid, notFound, outOfCredits, pdlAnswers } from './errors.ts';
import { showCompany, showPerson, titlecase, withhold } from './show.ts';
import type { Shown } from './show.ts';

const MINUTE_MS = 60_000;
const CREDITS = 1_000;
const FREE_KEY = 'sandbox-pdl-free';

/** Nothing is written here, so there is no state. */
type PdlState = Record<string, never>;
type PdlContext = Context<PdlState>;

const on = routesOf<PdlState>();

interface Match<T> {
	row: T;
	likelihood: number;
}

function textIn({ query }: AnyCall, name: string): string | undefined {
	const value = query.get(name)?.trim().toLowerCase();
	return value === undefined || value === '' ? undefined : value;
}

const pageOf = (url: string) => url.replace(/^https?:\/\//, '').replace(/^www\./, '');

/** The surer the more is told: an address is of one person, a name at a company may be of two. */
function findPerson(call: AnyCall, { lookup, people }: World): Match<Person> | undefined {
	const email = textIn(call, 'email');
	const byEmail = email === undefined ? undefined : lookup.personByEmail.get(email);
	if (byEmail !== undefined) return { row: byEmail, likelihood: 9 };
	const profile = textIn(call, 'profile');
	const byProfile =
		profile === undefined
			? undefined
			: people.find(({ linkedinUrl }) => pageOf(linkedinUrl.toLowerCase()) === pageOf(profile));
	if (byProfile !== undefined) return { row: byProfile, likelihood: 10 };
	const name =
		textIn(call, 'name') ??
		[textIn(call, 'first_name'), textIn(call, 'last_name')].filter(Boolean).join(' ');
	const account = accountNamed(textIn(call, 'company'), lookup.accountByDomain, lookup.account);
	const byName = lookup.peopleOfAccount
		.get(account?.key ?? '')
		?.find(({ firstName, lastName }) => `${firstName} ${lastName}`.toLowerCase() === name);
	return byName === undefined ? undefined : { row: byName, likelihood: 7 };
}

function accountNamed(
	name: string | undefined,
	byDomain: ReadonlyMap<string, Account>,
	accounts: ReadonlyMap<string, Account>,
): Account | undefined {
	if (name === undefined) return undefined;
	const found = byDomain.get(pageOf(name));
	return found ?? [...accounts.values()].find((each) => each.name.toLowerCase() === name);
}

function findCompany(call: AnyCall, { lookup, accounts }: World): Match<Account> | undefined {
	const byWebsite = lookup.accountByDomain.get(pageOf(textIn(call, 'website') ?? ''));
	if (byWebsite !== undefined) return { row: byWebsite, likelihood: 10 };
	const profile = pageOf(textIn(call, 'profile') ?? '');
	const name = textIn(call, 'name');
	const row = accounts.find(
		(each) =>
			pageOf(each.linkedinUrl.toLowerCase()) === profile || each.name.toLowerCase() === name,
	);
	// A name alone is hardly ever enough.
	return row === undefined ? undefined : { row, likelihood: name === undefined ? 9 : 5 };
}

/** Only names joined by OR, which is what the package sends. */
function hasRequired(call: AnyCall, shown: Shown): boolean {
	const required = call.query.get('required');
	if (required === null) return true;
	return required.split(/\s+OR\s+/).some((name) => shown[name] !== undefined);
}

function leastLikelihood(call: AnyCall): number {
	const least = readCount(call.query.get('min_likelihood'), { fallback: 2, least: 0, most: 10 });
	if (least === undefined) throw invalid('min_likelihood must be a whole number from 0 to 10');
	return least;
}

const spent = ({ credits }: PdlContext, amount: number) => ({
	'x-call-credits-spent': String(amount),
	'x-call-credits-type': 'enrich',
	'x-totallimit-remaining': String(credits.left),
});

/** A match costs a credit. 404 and 400 cost none, and say what is left. */
function answerWith<T>(
	call: AnyCall,
	context: PdlContext,
	match: Match<T> | undefined,
	body: (match: Match<T>) => Shown | undefined,
) {
	const asked = [...call.query.keys()].some(
		(name) => !['titlecase', 'min_likelihood', 'required', 'pretty'].includes(name),
	);
	if (!asked) {
		const { answer: refusal } = invalid('Request contained either missing or invalid parameters');
		return { ...refusal, headers: spent(context, 0) };
	}
	const least = leastLikelihood(call);
	const shown = match === undefined || match.likelihood < least ? undefined : body(match);
	if (shown === undefined) {
		const { answer: nobody } = notFound();
		return { ...nobody, headers: spent(context, 0) };
	}
	if (context.credits.take(1) === 'exhausted') throw outOfCredits();
	return answer(200, shown, spent(context, 1));
}

const dressed = (call: AnyCall, shown: Shown) =>
	call.query.get('titlecase') === 'true' ? titlecase(shown) : shown;

/** By window, as JSON. */
function limitHeaders([state]: readonly LimitState[]): Record<string, string> {
	if (state === undefined) return {};
	return {
		'x-ratelimit-limit': JSON.stringify({ minute: state.limit.capacity }),
		'x-ratelimit-remaining': JSON.stringify({ minute: state.remaining }),
	};
}

/**
 * People Data Labs' enrichment, checked against its specification by test/contract/gtm/pdl.test.ts.
 * Left out: search, identify, bulk, cleaners. What is not known is left out of records; the vendor
 * writes null. People and companies share their credits here.
 *
 * @see https://docs.peopledatalabs.com/docs
 */
const emulator: Emulator<PdlState> = {
	id: 'pdl',
	name: 'People Data Labs',
	authentication: headerKey('x-api-key'),
	keys: [
		{ value: 'sandbox-pdl', scopes: 'all' },
		{ value: FREE_KEY, scopes: 'all', note: 'a plan that shows true in the place of contact data' },
	],
	credentials: (baseUrl) => ({ gtmPeopleDataLabsApi: { apiKey: 'sandbox-pdl', baseUrl } }),
	limits: ['person/enrich', 'company/enrich'].map((name) => ({
		name,
		capacity: 100,
		perMs: MINUTE_MS,
		kind: 'burst',
		window: 'fixed',
	})),
	limitHeaders,
	headersOf: ({ at }) => ({
		date: new Date(at).toUTCString(),
		'x-ratelimit-reset': new Date(at - (at % MINUTE_MS) + MINUTE_MS).toISOString().slice(0, 19),
	}),
	credits: { initial: CREDITS, unit: 'credit' },
	answers: pdlAnswers,
	open: () => ({}),
	counts: () => ({}),
	routes: [
		on(
			'GET',
			'/v5/person/enrich',
			(call, context) =>
				answerWith(call, context, findPerson(call, context.world), ({ row, likelihood }) => {
					if (row.claimedRemoval || !seenBy('pdl', row.key, 0.6)) return undefined;
					const shown = showPerson(context.world, row);
					if (!hasRequired(call, shown)) return undefined;
					const data = dressed(call, context.key.value === FREE_KEY ? withhold(shown) : shown);
					return { status: 200, likelihood, data };
				}),
			{ limits: ['person/enrich'] },
		),
		on(
			'GET',
			'/v5/company/enrich',
			(call, context) =>
				answerWith(call, context, findCompany(call, context.world), ({ row, likelihood }) =>
					seenBy('pdl', row.key, 0.7)
						? { status: 200, likelihood, ...dressed(call, showCompany(row)) }
						: undefined,
				),
			{ limits: ['company/enrich'] },
		),
		// Cleans whatever it is given: here only so that a credential can be tested without cost.
		on('GET', '/v5/location/clean', (call, context) => {
			const name = textIn(call, 'location');
			if (name === undefined) throw invalid('location is required');
			return answer(200, { status: 200, name, type: 'locality' }, spent(context, 0));
		}),
	],
};

export const pdl = vendorModule(emulator);
