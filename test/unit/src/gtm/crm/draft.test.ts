import { fieldColumns, toDraft } from '../../../../../src/gtm/crm/draft';

const FOUND = { email: 'dana@acme.com', title: 'CTO' };

const WATERFALL = {
	...FOUND,
	sources: { title: { vendor: 'pdl', at: '2026-11-25T10:00:00Z', cached: false } },
	missing: [],
	steps: [{ vendor: 'pdl', status: 'found', cached: false, filled: ['title'] }],
	spent: { credit: 1 },
};

test.each([
	['of a waterfall', WATERFALL],
	['of an outcome', { status: 'found', provider: 'apollo', record: FOUND, cost: { amount: 1 } }],
	['of the outcome of a waterfall', { status: 'found', provider: 'waterfall', record: WATERFALL }],
])('the record %s is a draft without what was told beside it', (_, item) => {
	expect(toDraft('contact', item)).toEqual({ values: FOUND });
	expect(fieldColumns('contact', item)).toEqual({ values: FOUND, leftOut: [] });
});

test('the status of a deal is a value, and that of an outcome is none', () => {
	expect(toDraft('deal', { name: 'Pilot', status: 'won' }).values).toEqual({
		name: 'Pilot',
		status: 'won',
	});
	const item = { status: 'created', provider: 'hubspot', name: 'Pilot' };
	expect(toDraft('deal', item).values).toEqual({ name: 'Pilot' });
});

test('a name that is no field is refused where the user wrote it', () => {
	expect(() => toDraft('contact', { ...FOUND, notes: 'x' })).toThrow(
		'"notes" is not a contact field',
	);
});

test('of columns that are taken as they come, those that are no fields are left out by name', () => {
	const item = { ...FOUND, utm_source: 'ads', 'custom.icp_score': 7 };
	expect(fieldColumns('contact', item)).toEqual({
		values: { ...FOUND, 'custom.icp_score': 7 },
		leftOut: ['utm_source'],
	});
});

test('columns of which none is a field are refused, and named', () => {
	expect(() => fieldColumns('contact', { utm_source: 'ads' })).toThrow('It has: utm_source.');
});
