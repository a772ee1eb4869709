import { withoutForeignIds } from '../../../../../src/gtm/crm/foreign-ids';

const record = { id: '42', name: 'Renewal', accountId: '7', contactIds: ['8', '9'] };
const told = { status: 'found', provider: 'hubspot', record };
const of = (values: Record<string, unknown>, item: Record<string, unknown> = told) =>
	withoutForeignIds({ values, leftOut: ['utm_source'] }, item, 'pipedrive');

it('a record that another vendor told goes on without its ids, which are named', () => {
	expect(of({ ...record, contactIds: [...record.contactIds] })).toEqual({
		values: { name: 'Renewal' },
		leftOut: ['utm_source', 'id of hubspot', 'accountId of hubspot', 'contactIds of hubspot'],
	});
});

it.each([
	['an id that the user gave', { ...record, id: '4711' }, told, ['id', 'name']],
	[
		'the record of the same vendor',
		record,
		{ ...told, provider: 'pipedrive' },
		Object.keys(record),
	],
	['a record of nobody', record, { record }, Object.keys(record)],
])('%s stays', (_what, values, item, names) => {
	expect(Object.keys(of(values, item).values)).toEqual(names);
});
