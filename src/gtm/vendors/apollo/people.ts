import type { PeopleByPage } from '../../sequencer/people-in-sequence';
import { contactsPage } from './contacts';
import { entryIn, toEnrollment } from './enrollment-state';

/** Apollo's list of contacts names no sequence, so all of the team's are read. */
export const people: PeopleByPage = {
	by: 'page',
	requestsEach: 1,
	async read(client, sequenceId, cursor = '1') {
		const { contacts, pages, next } = await contactsPage(client, Number(cursor));
		const entries = contacts.flatMap((contact) => {
			const entry = entryIn(contact, sequenceId);
			if (entry === undefined) return [];
			const enrollment = toEnrollment(contact, sequenceId, entry);
			return contact.addresses.map((address) => [address, enrollment] as const);
		});
		return { entries, pages, ...(next !== undefined && { next }) };
	},
};
