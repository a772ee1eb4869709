import type { Provenance } from '../../../context/model/provenance';
import type { GraphWrite } from './graph-write';
import { type CanonicalRecord, isRecord } from './record-facts-draft';

/** What of a usage report is kept; the events themselves stay with the vendor. */
const KEPT = ['events', 'activeUsers', 'activeDays', 'firstSeen', 'lastSeen', 'window'] as const;

/** How much a company or person uses the product, as one fact that ages fast. */
export function writesOfUsage(usage: CanonicalRecord, provenance: Provenance): GraphWrite[] {
	const { domain, email } = isRecord(usage.subject) ? usage.subject : {};
	const value = Object.fromEntries(
		KEPT.filter((name) => usage[name] !== undefined).map((name) => [name, usage[name]]),
	) as Record<string, number | string>;
	const facts = [{ attribute: 'productUsage', value, method: 'observed' as const }];
	if (typeof email === 'string') {
		const identifiers = [{ kind: 'email', value: email }];
		return [{ kind: 'facts', draft: { ...provenance, type: 'contact', identifiers, facts } }];
	}
	if (typeof domain !== 'string') return [];
	const identifiers = [{ kind: 'domain', value: domain }];
	return [{ kind: 'facts', draft: { ...provenance, type: 'account', identifiers, facts } }];
}
