import type { Associations } from './crm-vendor';

export function hasLinks(links: Associations): boolean {
	return linkCount(links) > 0;
}

export function linkCount({
	contactIds = [],
	companyIds = [],
	dealIds = [],
}: Associations): number {
	return contactIds.length + companyIds.length + dealIds.length;
}

/** Those that were asked for and are not there. */
export function lackingLinks(asked: Associations, present: Associations): Associations {
	const of = (wanted: readonly string[] = [], there: readonly string[] = []) => [
		...new Set(wanted.filter((id) => !there.includes(id))),
	];
	return {
		contactIds: of(asked.contactIds, present.contactIds),
		companyIds: of(asked.companyIds, present.companyIds),
		dealIds: of(asked.dealIds, present.dealIds),
	};
}

/** The same in words: `contact 17`. */
export function missingLinks(asked: Associations, present: Associations): string[] {
	const { contactIds = [], companyIds = [], dealIds = [] } = lackingLinks(asked, present);
	return [
		...contactIds.map((id) => `contact ${id}`),
		...companyIds.map((id) => `company ${id}`),
		...dealIds.map((id) => `deal ${id}`),
	];
}
