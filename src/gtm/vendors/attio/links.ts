import type { Associations, CrmEntity } from '../../crm/crm-vendor';
import { listOf, textsOf } from '../../model/json';
import type { PlainValues } from './values';

export type AttioObjectName = 'people' | 'companies' | 'deals';

/** What Attio calls our kinds of record. */
export const OBJECT_NAMES: Readonly<Record<CrmEntity, AttioObjectName>> = {
	contact: 'people',
	company: 'companies',
	deal: 'deals',
};

/** The attributes that link an object to others. `one`: Attio keeps a single reference there. */
const ATTRIBUTES: Readonly<
	Record<
		AttioObjectName,
		ReadonlyArray<{ links: keyof Associations; slug: string; keeps: 'one' | 'several' }>
	>
> = {
	people: [
		{ links: 'companyIds', slug: 'company', keeps: 'one' },
		{ links: 'dealIds', slug: 'associated_deals', keeps: 'several' },
	],
	companies: [
		{ links: 'contactIds', slug: 'team', keeps: 'several' },
		{ links: 'dealIds', slug: 'associated_deals', keeps: 'several' },
	],
	deals: [
		{ links: 'contactIds', slug: 'associated_people', keeps: 'several' },
		{ links: 'companyIds', slug: 'associated_company', keeps: 'one' },
	],
};

/** Links as values of attributes, with those that stand there already. */
export function withLinks(
	object: AttioObjectName,
	values: Readonly<PlainValues>,
	associations: Associations,
): PlainValues {
	const linked = ATTRIBUTES[object].flatMap(({ links, slug, keeps }): Array<[string, unknown]> => {
		const ids = associations[links] ?? [];
		if (ids.length === 0) return [];
		// What is missing for it shows when the links are read back.
		if (keeps === 'one') return [[slug, ids[0]]];
		return [[slug, [...new Set([...textsOf(values[slug]), ...ids])]]];
	});
	return { ...values, ...Object.fromEntries(linked) };
}

export function linksOf(object: AttioObjectName, values: Readonly<PlainValues>): Associations {
	const entries = ATTRIBUTES[object].map(({ links, slug }): [string, string[]] => [
		links,
		textsOf([values[slug]].flatMap((value) => (Array.isArray(value) ? listOf(value) : [value]))),
	]);
	return Object.fromEntries(entries.filter(([, ids]) => ids.length > 0));
}
