import { answer, isRecord } from '../../frame/call.ts';
import type { AnyCall } from '../../frame/call.ts';
import { routesOf } from '../../frame/emulator.ts';
import type { Route } from '../../frame/emulator.ts';
import { unprocessable } from './errors.ts';
import { namesOf } from './limits.ts';
import { pageOf, paged, textIn } from './read.ts';
import { showContact, showContactInSequences } from './show.ts';
import { nameKey, newId } from './state.ts';
import type { ApolloContact, ApolloState } from './state.ts';

const on = routesOf<ApolloState>();

type Written = Pick<ApolloContact, 'company' | 'email' | 'firstName' | 'lastName' | 'title'>;

/** Only what was sent; an empty value clears. */
function writtenIn(body: unknown): Partial<Written> {
	const source = isRecord(body) ? body : {};
	const names = {
		email: 'email',
		firstName: 'first_name',
		lastName: 'last_name',
		title: 'title',
		company: 'organization_name',
	} as const;
	const sent = Object.entries(names).filter(([, name]) => name in source);
	return Object.fromEntries(sent.map(([own, name]) => [own, textIn(source, name) ?? '']));
}

/** Whom `run_dedupe` takes for the same: by address, else by name and company. */
function sameAs({ contacts }: ApolloState, written: Partial<Written>): ApolloContact | undefined {
	const { email = '', firstName = '', lastName = '', company = '' } = written;
	const byEmail = email === '' ? [] : contacts.find('email', email.toLowerCase());
	const named = firstName !== '' && lastName !== '' && company !== '';
	const byName = named ? contacts.find('name', nameKey(firstName, lastName, company)) : [];
	return byEmail[0] ?? byName[0];
}

function save(call: AnyCall, state: ApolloState): ApolloContact {
	const written = writtenIn(call.body);
	const dedupe = isRecord(call.body) && call.body.run_dedupe === true;
	const known = dedupe ? sameAs(state, written) : undefined;
	const at = new Date(call.at).toISOString();
	const fresh: ApolloContact = {
		id: known?.id ?? newId(state),
		firstName: '',
		lastName: '',
		email: '',
		otherEmails: [],
		title: '',
		company: '',
		emailStatus: 'verified',
		unsubscribed: false,
		jobChange: false,
		createdAt: at,
		updatedAt: at,
		entries: [],
		events: [],
	};
	const email = written.email?.toLowerCase();
	return state.contacts.put(
		{ ...fresh, ...known, ...written, ...(email !== undefined && { email }), updatedAt: at },
		call.at,
	);
}

/** What a contact is found by. Contacts are replaced, never changed. */
const searchTexts = new WeakMap<ApolloContact, string>();

function searchTextOf(contact: ApolloContact): string {
	const { firstName, lastName, email, otherEmails, title, company } = contact;
	const text =
		searchTexts.get(contact) ??
		[firstName, lastName, email, ...otherEmails, title, company].join(' ').toLowerCase();
	searchTexts.set(contact, text);
	return text;
}

function matches(contact: ApolloContact, words: readonly string[]): boolean {
	const text = searchTextOf(contact);
	return words.every((word) => text.includes(word));
}

export const contactRoutes: ReadonlyArray<Route<ApolloState>> = [
	on(
		'POST',
		'/api/v1/contacts/search',
		(call, { state, world, settings }) => {
			const words = (textIn(call.body, 'q_keywords') ?? '').toLowerCase().split(/\s+/);
			const found = state.contacts
				.searchable(call.at, settings.indexLagMs)
				.filter((contact) => matches(contact, words));
			const { items, pagination } = paged(found, pageOf(isRecord(call.body) ? call.body : {}));
			return answer(200, {
				contacts: items.map((contact) => showContactInSequences(world, contact)),
				breadcrumbs: [],
				partial_results_only: false,
				pagination,
			});
		},
		{ scope: 'contacts/search', limits: namesOf('contacts/search') },
	),
	on(
		'POST',
		'/api/v1/contacts',
		(call, { state, world }) => {
			const contact = save(call, state);
			return answer(200, { contact: showContactInSequences(world, contact), labels: [] });
		},
		{ scope: 'contacts/create', limits: namesOf('contacts/create') },
	),
	on(
		'GET',
		'/api/v1/contacts/{id}',
		({ params }, { state }) => {
			const contact = state.contacts.get(params.id);
			if (contact === undefined) {
				throw unprocessable('Oops! This contact does not exist in Apollo.');
			}
			return answer(200, { contact: showContact(contact) });
		},
		{ scope: 'contacts/show', limits: namesOf('contacts/show') },
	),
];
