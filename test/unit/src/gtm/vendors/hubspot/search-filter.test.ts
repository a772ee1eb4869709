import { contactObject } from '../../../../../../src/gtm/vendors/hubspot/objects';
import { toSearchBody } from '../../../../../../src/gtm/vendors/hubspot/search-filter';
import type { SearchCondition } from '../../../../../../src/gtm/crm/crm-vendor';

const filterOf = (condition: SearchCondition) => {
	const { filterGroups } = toSearchBody(contactObject, [], { conditions: [condition] });
	return (filterGroups as [{ filters: [object] }])[0].filters[0];
};

test.each([
	[
		{ field: 'firstName', operator: 'eq', value: 'Ann' },
		{ propertyName: 'firstname', operator: 'EQ', value: 'Ann' },
	],
	[
		{ field: 'my_score', operator: 'gte', value: 5 },
		{ propertyName: 'my_score', operator: 'GTE', value: '5' },
	],
	[
		{ field: 'title', operator: 'contains', value: 'Chief' },
		{ propertyName: 'jobtitle', operator: 'CONTAINS_TOKEN', value: 'Chief' },
	],
	[
		{ field: 'email', operator: 'in', value: ['A@b.example', 'c@d.example'] },
		{
			propertyName: 'email',
			operator: 'IN',
			values: ['A@b.example', 'a@b.example', 'c@d.example'],
		},
	],
	[
		{ field: 'phone', operator: 'known', value: 'left over' },
		{ propertyName: 'phone', operator: 'HAS_PROPERTY' },
	],
	[
		{ field: 'phone', operator: 'unknown' },
		{ propertyName: 'phone', operator: 'NOT_HAS_PROPERTY' },
	],
] as const)('%j asks HubSpot for %j', (condition, filter) => {
	expect(filterOf(condition as SearchCondition)).toEqual(filter);
});

test('a value that looks like a filter is a value', () => {
	const value = '"},{"propertyName":"email","operator":"HAS_PROPERTY"}';
	expect(filterOf({ field: 'title', operator: 'eq', value })).toEqual({
		propertyName: 'jobtitle',
		operator: 'EQ',
		value,
	});
});

test('all conditions stand in one group, for groups would be alternatives', () => {
	const conditions: SearchCondition[] = [
		{ field: 'title', operator: 'known' },
		{ field: 'phone', operator: 'known' },
	];
	const body = toSearchBody(contactObject, ['email'], {
		conditions,
		text: 'ann',
		sort: { field: 'updatedAt', direction: 'descending' },
	});
	expect(body).toMatchObject({
		properties: ['email'],
		query: 'ann',
		sorts: [{ propertyName: 'lastmodifieddate', direction: 'DESCENDING' }],
	});
	expect((body.filterGroups as unknown[]).length).toBe(1);
});

test('without conditions there is no group, and an empty text is no query', () => {
	expect(toSearchBody(contactObject, [], { conditions: [], text: '' })).toEqual({
		properties: [],
		filterGroups: [],
		sorts: [],
	});
});
