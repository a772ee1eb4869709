import { answer } from '../../frame/call.ts';
import type { Answer } from '../../frame/call.ts';
import type { Credits } from '../../frame/credits.ts';
import { routesOf } from '../../frame/emulator.ts';
import type { Person } from '../../world/world.ts';
import { claimed, refused, usedUp } from './errors.ts';
import { showCompany, showFound, showPerson, showVerification, verdictOf } from './show.ts';
import { jobOf } from './state.ts';
import type { HunterState } from './state.ts';

const on = routesOf<HunterState>();

export const INITIAL_CREDITS = 2_000;
const VERIFIER = ['verifier_second', 'verifier_minute'];

const data = (shown: unknown, params: URLSearchParams): Answer =>
	answer(200, { data: shown, meta: { params: Object.fromEntries(params) } });

const IN_PROGRESS = answer(202, { data: { status: 'in_progress' } });

const same = (one: string, other: string | null) => one.toLowerCase() === other?.toLowerCase();

function charge(credits: Credits): void {
	if (credits.take(1) === 'exhausted') throw usedUp();
}

function mustNotClaim({ claimedRemoval }: Person): void {
	if (claimedRemoval) throw claimed();
}

/** True the first time that a question behind a catch-all domain is put. */
function isFirst(state: HunterState, person: Person, question: string): boolean {
	if (person.emailVerdict !== 'catch_all' || state.waiting.has(question)) return false;
	state.waiting.add(question);
	return true;
}

function isCalled({ firstName, lastName }: Person, query: URLSearchParams): boolean {
	const full = query.get('full_name');
	if (full !== null) return same(`${firstName} ${lastName}`, full);
	return same(firstName, query.get('first_name')) && same(lastName, query.get('last_name'));
}

function findPerson(state: HunterState, query: URLSearchParams): Person | undefined {
	const handle = query.get('linkedin_handle');
	if (handle !== null) return state.peopleByHandle.get(handle);
	const domain = query.get('domain');
	const account =
		domain === null
			? [...state.accounts.values()].find(({ name }) => same(name, query.get('company')))
			: state.accountsByDomain.get(domain);
	const colleagues = state.peopleOfAccount.get(account?.key ?? '') ?? [];
	return colleagues.find((person) => isCalled(person, query));
}

/** A miss is a 200 with a null for the email. */
const missed = (query: URLSearchParams) => ({
	first_name: query.get('first_name'),
	last_name: query.get('last_name'),
	email: null,
	score: null,
	domain: query.get('domain'),
	accept_all: null,
	position: null,
	company: null,
	sources: [],
	verification: { date: null, status: null },
});

const finder = on('GET', '/v2/email-finder', ({ query, at }, { state, credits }) => {
	const isNamed = query.has('full_name') || (query.has('first_name') && query.has('last_name'));
	const isPlaced = query.has('domain') || query.has('company');
	if (!query.has('linkedin_handle') && !(isNamed && isPlaced)) {
		throw refused(400, 'wrong_params', 'You are missing the name, or the domain or company.');
	}
	const person = findPerson(state, query);
	const account = person && state.accounts.get(jobOf(person).accountKey);
	if (person === undefined || account === undefined) return data(missed(query), query);
	mustNotClaim(person);
	if (isFirst(state, person, `finder ${person.key}`)) return IN_PROGRESS;
	charge(credits);
	return data(showFound(person, account, new Date(at).toISOString()), query);
});

const verifier = on(
	'GET',
	'/v2/email-verifier',
	({ query }, { state, credits }) => {
		const email = query.get('email') ?? '';
		if (!email.includes('@'))
			throw refused(400, 'invalid_email', 'The email is missing or invalid.');
		// No world has one of these: a mail server that answers nonsense.
		if (email.startsWith('smtp-failure@')) return answer(222, { errors: [] });
		const person = state.peopleByEmail.get(email);
		if (person === undefined) return data(showVerification(email, 'invalid'), query);
		mustNotClaim(person);
		if (isFirst(state, person, `verifier ${email}`)) return IN_PROGRESS;
		const verdict = verdictOf(person, email);
		if (verdict !== 'unknown') charge(credits);
		return data(showVerification(email, verdict), query);
	},
	{ limits: VERIFIER },
);

const people = on('GET', '/v2/people/find', ({ query }, { state, credits }) => {
	const email = query.get('email');
	const person =
		email === null
			? state.peopleByHandle.get(query.get('linkedin_handle') ?? '')
			: state.peopleByEmail.get(email);
	if (person === undefined) throw refused(404, 'not_found', 'This person could not be found.');
	mustNotClaim(person);
	charge(credits);
	return data(showPerson(person, state.accounts.get(jobOf(person).accountKey)), query);
});

const companies = on('GET', '/v2/companies/find', ({ query }, { state, credits }) => {
	const account = state.accountsByDomain.get(query.get('domain') ?? '');
	if (account === undefined) throw refused(404, 'not_found', 'This company could not be found.');
	charge(credits);
	return data(showCompany(account), query);
});

const account = on('GET', '/v2/account', ({ at }, { account: team, credits, world }) => {
	const available = Math.max(INITIAL_CREDITS, credits.left);
	const used = available - credits.left;
	const next = new Date(at);
	next.setUTCMonth(next.getUTCMonth() + 1, 1);
	const [owner] = world.users;
	return answer(200, {
		data: {
			first_name: owner?.firstName,
			last_name: owner?.lastName,
			email: owner?.email,
			plan_name: 'Starter',
			plan_level: 1,
			reset_date: next.toISOString().slice(0, 10),
			team_id: team,
			requests: {
				credits: { used, available },
				searches: { used, available },
				verifications: { used, available },
			},
		},
	});
});

export const hunterRoutes = [finder, verifier, people, companies, account];
