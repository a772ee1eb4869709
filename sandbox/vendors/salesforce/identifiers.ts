const CHECK_CHARACTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/** Which object an id belongs to, by its first three characters. */
export const PREFIXES = {
	Account: '001',
	Contact: '003',
	Opportunity: '006',
	User: '005',
	Task: '00T',
	Event: '00U',
	OpportunityContactRole: '00K',
	OpportunityHistory: '008',
	OpportunityFieldHistory: '017',
	ContactHistory: '01H',
	AccountHistory: '01G',
} as const;

export type ObjectName = keyof typeof PREFIXES;

/** The last three characters of an id say which of the first fifteen are capitals. */
function checkOf(id: string): string {
	return [0, 5, 10]
		.map((start) => {
			const part = [...id.slice(start, start + 5)];
			const bits = part.map((character) => (character >= 'A' && character <= 'Z' ? 1 : 0));
			const sum = bits.reduce((total: number, bit, place) => total + bit * 2 ** place, 0);
			return CHECK_CHARACTERS.charAt(sum);
		})
		.join('');
}

/** An id of 18 characters. */
export function salesforceId(object: ObjectName, number: number): string {
	const short = `${PREFIXES[object]}Hp0000${number.toString(36).padStart(6, '0')}`;
	return `${short}${checkOf(short)}`;
}

/** The long form of an id of either length; undefined if it is none. */
export function longId(id: string): string | undefined {
	if (/^[a-zA-Z0-9]{18}$/.test(id)) return id;
	return /^[a-zA-Z0-9]{15}$/.test(id) ? `${id}${checkOf(id)}` : undefined;
}

const numberOf = (key: string) => Number(key.slice(key.lastIndexOf('-') + 1));

/** The id of a row of the world. */
export function idOfKey(object: ObjectName, key: string): string {
	return salesforceId(object, numberOf(key) * 7 + 101);
}
