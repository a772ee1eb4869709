import { toEmail } from '../../base/identity/email';
import type { Outcome } from '../model/outcome';
import { refused } from './answers';
import type { EnrollmentReference } from './sequencer-vendor';

/** Why a reference names nobody, or undefined if it names someone. */
export function unnamed<Entity>(
	provider: string,
	{ email, contactId, enrollmentId }: EnrollmentReference,
): Outcome<Entity> | undefined {
	if (contactId !== undefined || enrollmentId !== undefined) return undefined;
	if (email !== undefined && toEmail(email) !== undefined) return undefined;
	const message =
		'email is missing or not an email address. Set email, contact ID or enrollment ID.';
	return refused(provider, 'invalid', 'person_required', message);
}
