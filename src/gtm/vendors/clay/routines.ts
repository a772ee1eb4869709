import type { VendorAccount } from '../vendor';

/** What a routine is asked about. */
export type RoutineKind = 'company' | 'email' | 'person';

/** The field of the credential that names the routine, as its users see it. */
export const FIELD_LABELS: Readonly<Record<RoutineKind, string>> = {
	company: 'Company Routine ID',
	email: 'Email Routine ID',
	person: 'Person Routine ID',
};

const FIELDS: Readonly<Record<RoutineKind, string>> = {
	company: 'companyRoutineId',
	email: 'emailRoutineId',
	person: 'personRoutineId',
};

/** The routine of each kind that the credential names. */
export function routinesIn(credential: Readonly<Record<string, unknown>>): VendorAccount {
	const named = Object.entries(FIELDS).flatMap(([kind, field]) => {
		const id = credential[field];
		return typeof id === 'string' && id.trim() !== '' ? [[kind, id.trim()]] : [];
	});
	return Object.fromEntries(named) as VendorAccount;
}
