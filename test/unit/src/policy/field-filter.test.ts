import { keepFields, keepFieldsOfText, WITHHELD_TEXT } from '../../../../src/policy/field-filter';

const lead = {
	email: 'a@b.co',
	score: 80,
	company: { name: 'Acme', revenue: 5, owner: { name: 'Kim', phone: '1' } },
	tags: [{ name: 'hot', by: 'Kim' }, 'plain'],
};

describe('a field filter', () => {
	it.each<[string[], unknown]>([
		[['email'], { email: 'a@b.co' }],
		[['email', 'nothing'], { email: 'a@b.co' }],
		[['company.name'], { company: { name: 'Acme' } }],
		[['company.name', 'company.owner.name'], { company: { name: 'Acme', owner: { name: 'Kim' } } }],
		[['company', 'company.name'], { company: lead.company }],
		[['company.name', 'company'], { company: lead.company }],
		[['tags.name'], { tags: [{ name: 'hot' }] }],
		[['score.x'], {}],
		[[' email '], { email: 'a@b.co' }],
		[['company.*'], { company: {} }],
		[[], {}],
	])('of %j keeps just that', (fields, kept) => {
		expect(keepFields(lead, fields)).toEqual(kept);
	});

	it('holds for every entry of a list, and of the items that a flow returns', () => {
		expect(keepFields([lead, lead], ['score'])).toEqual([{ score: 80 }, { score: 80 }]);
		expect(keepFields({ items: [lead] }, ['score'])).toEqual({ items: [{ score: 80 }] });
	});

	it('takes items beside other fields for a field like them', () => {
		const order = { id: 1, items: [{ id: 2, price: 3 }] };
		expect(keepFields(order, ['id'])).toEqual({ id: 1 });
		expect(keepFields(order, ['items.id'])).toEqual({ items: [{ id: 2 }] });
	});

	it('leaves out what has no fields', () => {
		expect(keepFields('secret', ['email'])).toBeUndefined();
		expect(keepFields(5, ['email'])).toBeUndefined();
		expect(keepFields(['secret', lead, null], ['score'])).toEqual([{ score: 80 }]);
	});

	it('changes nothing of the original', () => {
		const copy = structuredClone(lead);
		keepFields(lead, ['company.name']);
		expect(lead).toEqual(copy);
	});

	it('is not led astray by prototypes', () => {
		const hostile: unknown = JSON.parse('{"__proto__": {"email": "x"}, "score": 1}');
		expect(keepFields(hostile, ['email', 'toString', 'constructor'])).toEqual({});
		expect(JSON.stringify(keepFields(hostile, ['__proto__']))).toBe('{"__proto__":{"email":"x"}}');
		expect(({} as Record<string, unknown>).email).toBeUndefined();
	});

	it('applied twice keeps what both let through', () => {
		expect(keepFields(keepFields(lead, ['email', 'score']), ['score', 'company'])).toEqual({
			score: 80,
		});
	});
});

describe('a text', () => {
	it('of JSON is filtered like the value', () => {
		expect(keepFieldsOfText(JSON.stringify(lead), ['score'])).toBe('{"score":80}');
		expect(keepFieldsOfText(JSON.stringify({ items: [lead] }), ['score'])).toBe(
			'{"items":[{"score":80}]}',
		);
	});

	it.each(['The lead a@b.co is hot', '"a@b.co"', '5', 'null', '', '{"email": "a@b.co"'])(
		'that has no fields is withheld: %j',
		(text) => {
			expect(keepFieldsOfText(text, ['score'])).toBe(WITHHELD_TEXT);
		},
	);
});
