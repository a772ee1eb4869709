import type { Problem } from './errors.ts';
import type { ObjectName } from './identifiers.ts';
import { API_PATH } from './paths.ts';
import type { SalesforceRow, SalesforceState, Values } from './state.ts';

const textOf = (value: Values[string] | undefined) =>
	typeof value === 'string' ? value.trim().toLowerCase() : '';

const domainOf = (email: string) => email.slice(email.lastIndexOf('@') + 1);

/**
 * What the org's two rules take for the same: contacts of one email, or of one name and mail domain;
 * accounts of one name.
 */
function isSame(object: ObjectName, one: Values, other: Values): boolean {
	if (object === 'Account')
		return textOf(one.Name) !== '' && textOf(one.Name) === textOf(other.Name);
	const [email, known] = [textOf(one.Email), textOf(other.Email)];
	if (email === '' || known === '') return false;
	const sameName = ['FirstName', 'LastName'].every(
		(name) => textOf(one[name]) === textOf(other[name]),
	);
	return email === known || (sameName && domainOf(email) === domainOf(known));
}

/** What a rule that blocks says of a new record; undefined if it lets it pass. */
export function duplicateProblem(
	state: SalesforceState,
	object: ObjectName,
	values: Values,
): Problem | undefined {
	if (object !== 'Account' && object !== 'Contact') return undefined;
	const matches = state.tables[object].all().filter((row) => isSame(object, values, row.values));
	if (matches.length === 0) return undefined;
	const matchRecords = matches.map(({ id }: SalesforceRow) => ({
		additionalInformation: [],
		fieldDiffs: [],
		matchConfidence: 100,
		record: { attributes: { type: object, url: `${API_PATH}/sobjects/${object}/${id}` }, Id: id },
	}));
	const message = 'Use one of these records?';
	const result = {
		entityType: object,
		errors: [],
		matchEngine: 'FuzzyMatchEngine',
		matchRecords,
		rule: `Standard_${object}_Match_Rule_v1_0`,
		size: matchRecords.length,
		success: true,
	};
	return {
		code: 'DUPLICATES_DETECTED',
		message,
		duplicateResult: {
			allowSave: true,
			duplicateRule: `Standard_${object}_Duplicate_Rule`,
			duplicateRuleEntityType: object,
			errorMessage: message,
			matchResults: [result],
		},
	};
}
