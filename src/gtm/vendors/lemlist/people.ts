import type { PeopleByAddress } from '../../sequencer/people-in-sequence';
import { CONTACTS_MAX, enrollmentAmong, readContacts } from './leads';

/** A contact knows all its campaigns. */
export const people: PeopleByAddress = {
	by: 'address',
	most: CONTACTS_MAX,
	async read(client, sequenceId, emails) {
		const contacts = await readContacts(client, emails);
		return new Map(
			contacts.flatMap((contact) => {
				const enrollment = enrollmentAmong(contact, sequenceId);
				return contact.email === undefined || enrollment === undefined
					? []
					: [[contact.email, enrollment] as const];
			}),
		);
	},
};
