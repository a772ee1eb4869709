import { refused } from './refused';

const ID = /^[a-zA-Z0-9]{15}(?:[a-zA-Z0-9]{3})?$/;

const CHECK_CHARACTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/**
 * The long form of a record's id. Both forms name the same record, but the short one of 15 characters
 * tells upper from lower case, and Salesforce always answers with the long one: only long ones can be
 * compared.
 *
 * @throws VendorError if the text is no id
 * @see https://help.salesforce.com/s/articleView?id=000385008 (how the last three characters are made)
 */
export function toRecordId(source: string): string {
	const id = source.trim();
	if (!ID.test(id)) {
		throw refused(
			'malformed_id',
			'An ID in Salesforce has 15 or 18 letters and digits. Copy it from the URL of the record.',
		);
	}
	if (id.length === 18) return id;
	const checks = [0, 5, 10].map((start) => {
		const capitals = [...id.slice(start, start + 5)].reduce(
			(bits, character, place) => (/[A-Z]/.test(character) ? bits | (1 << place) : bits),
			0,
		);
		return CHECK_CHARACTERS.charAt(capitals);
	});
	return `${id}${checks.join('')}`;
}
