import type { Contact } from '../../src/gtm/model/contact.ts';

/** Rows of a list as people upload them. */
export interface ContactList {
	/** Also those that are there twice, or have no address. */
	rows: Contact[];
	/** Everyone who must be in the CRM in the end, once. */
	emails: string[];
	/** Of these, who must not be enrolled. */
	suppressed: string[];
}

/** Every so many rows has this defect. */
const EVERY = { repeated: 50, without: 200, suppressed: 100 };

const addressOf = (index: number) => `soak${index}@list.soak-run.com`;

/** @param count of rows */
export function contactList(count: number): ContactList {
	const rows: Contact[] = [];
	const emails: string[] = [];
	const suppressed: string[] = [];
	for (let index = 0; index < count; index += 1) {
		const person = { firstName: 'Sam', lastName: `Soak${index}`, title: 'Head of Sales' };
		if (index % EVERY.without === EVERY.without - 1) {
			rows.push(person);
		} else if (index % EVERY.repeated === EVERY.repeated - 1) {
			// The row before, written in capitals.
			rows.push({ ...rows.at(-1), email: addressOf(index - 1).toUpperCase() });
		} else {
			const email = addressOf(index);
			rows.push({ ...person, email });
			emails.push(email);
			if (index % EVERY.suppressed === 0) suppressed.push(email);
		}
	}
	return { rows, emails, suppressed };
}
