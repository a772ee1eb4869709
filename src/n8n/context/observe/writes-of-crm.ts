import type { Provenance } from '../../../context/model/provenance';
import type { Subject } from '../../../context/query/subject';
import type { Activity } from '../../../gtm/model/activity';
import type { GraphWrite } from './graph-write';
import { type CanonicalRecord, type RecordType, recordFactsDraft } from './record-facts-draft';

const idOf = (system: string, type: RecordType, value: string): Subject => ({
	type,
	identifiers: [{ kind: `${system}:${type}`, value }],
});

/** What a record of a CRM says: its facts, and whose it is. */
export function writesOfCrmRecord(
	type: 'contact' | 'account' | 'deal',
	record: CanonicalRecord,
	provenance: Provenance,
): GraphWrite[] {
	const system = provenance.source;
	const draft = recordFactsDraft(record, {
		type,
		idKind: `${system}:${type}`,
		provenance: {
			...provenance,
			...(typeof record.id === 'string' && { sourceRef: `${type}/${record.id}` }),
		},
		method: 'observed',
		// A value that nobody has touched for a year is not fresh because it was read today.
		...(typeof record.updatedAt === 'string' && { observedAt: record.updatedAt }),
	});
	if (draft === undefined) return [];
	return [{ kind: 'facts', draft }, ...linksOf(type, record, provenance)];
}

function linksOf(
	type: RecordType,
	{ id, accountId, accountDomain, contactIds }: CanonicalRecord,
	provenance: Provenance,
): GraphWrite[] {
	if (typeof id !== 'string') return [];
	const { source } = provenance;
	const self = idOf(source, type, id);
	const links: GraphWrite[] = [];
	if (typeof accountId === 'string' && type !== 'account') {
		const relation = type === 'deal' ? 'deal_of' : 'works_at';
		const domain = typeof accountDomain === 'string' ? { domain: accountDomain } : {};
		const to = { ...idOf(source, 'account', accountId), ...domain };
		links.push({ kind: 'link', from: self, relation, to, provenance });
	}
	if (type === 'deal' && Array.isArray(contactIds)) {
		for (const contact of contactIds.filter((one) => typeof one === 'string')) {
			const from = idOf(source, 'contact', contact);
			links.push({ kind: 'link', from, relation: 'on_deal', to: self, provenance });
		}
	}
	return links;
}

/** An activity is an event of everybody whom it is about. Its body stays in the CRM. */
export function writesOfActivity(
	{ id, type, at, subject, direction, done, contactIds, accountIds, dealIds }: Activity,
	provenance: Provenance,
): GraphWrite[] {
	const { source } = provenance;
	const about = [
		...(contactIds ?? []).map((one) => idOf(source, 'contact', one)),
		...(accountIds ?? []).map((one) => idOf(source, 'account', one)),
		...(dealIds ?? []).map((one) => idOf(source, 'deal', one)),
	];
	// A task that is to be done has not happened.
	const happened = type === 'task' && done !== true ? undefined : at;
	return about.map((one, position) => ({
		kind: 'event',
		subject: one,
		event: {
			// What they wrote or said is no touch of ours.
			type: direction === 'inbound' ? `activity.${type}.inbound` : `activity.${type}`,
			...(happened !== undefined && { at: happened }),
			...(subject !== undefined && { summary: subject.slice(0, 500) }),
			...(id !== undefined && { externalId: `${type}/${id}/${position}` }),
		},
		provenance,
	}));
}
