import { toDomain } from '../../base/identity/domain';
import { toEmail } from '../../base/identity/email';
import type { RecordReference } from './crm-vendor';

/** As the mapping writes it, so that two spellings are one record. Undefined if it is none. */
export function normalisedMatch(match: RecordReference): RecordReference | undefined {
	if ('id' in match) return match.id.trim() === '' ? undefined : { id: match.id.trim() };
	if ('email' in match) {
		const email = toEmail(match.email);
		return email === undefined ? undefined : { email };
	}
	const domain = toDomain(match.domain);
	return domain === undefined ? undefined : { domain };
}
