import * as codecs from '../../../../../src/gtm/model/codecs';
import {
	type MappingTable,
	readableFields,
	toCanonical,
	toVendor,
	toVendorFields,
} from '../../../../../src/gtm/model/mapping';

const TABLE: MappingTable = [
	{ field: 'id', vendor: 'id', as: codecs.text, access: 'read' },
	{ field: 'email', vendor: 'emails.0.value', as: codecs.email },
	{ field: 'firstName', vendor: 'name.first', as: codecs.text },
	{ field: 'lastName', vendor: 'name.last', as: codecs.text },
	{ field: 'amount.amount', vendor: 'value', as: codecs.number },
	{ field: 'amount.currency', vendor: 'currency', as: codecs.text },
	{ field: 'phone', vendor: 'phone', as: codecs.text },
	{ field: 'phone', vendor: 'mobile', as: codecs.text, access: 'read' },
	{ field: 'employees', vendor: 'size', as: codecs.integer },
];

describe('a record of a vendor', () => {
	it('becomes canonical, and keeps what has no word here under custom', () => {
		const record = {
			id: 7,
			emails: [{ value: 'Dana@Acme.com', primary: true }, { value: 'd@x.co' }],
			name: { first: 'Dana', last: 'Scully', middle: 'K' },
			value: '12.50',
			currency: 'EUR',
			score: 3,
		};
		expect(toCanonical(TABLE, record)).toEqual({
			values: {
				id: '7',
				email: 'dana@acme.com',
				firstName: 'Dana',
				lastName: 'Scully',
				amount: { amount: 12.5, currency: 'EUR' },
				custom: {
					emails: [{ primary: true }, { value: 'd@x.co' }],
					name: { middle: 'K' },
					score: 3,
				},
			},
			notes: [],
		});
	});

	it('has no custom part if all of it was understood', () => {
		const { values } = toCanonical(TABLE, {
			name: { first: 'Dana' },
			emails: [{ value: 'a@b.co' }],
		});
		expect(values).toEqual({ firstName: 'Dana', email: 'a@b.co' });
	});

	it('keeps what did not fit, with a note that does not tell the value', () => {
		const { values, notes } = toCanonical(TABLE, { size: '51-200' });
		expect(values).toEqual({ custom: { size: '51-200' } });
		expect(notes).toEqual(['size was kept under custom: it is not a number']);
	});

	it('takes the first value of two that are for one field, and loses none', () => {
		expect(toCanonical(TABLE, { phone: '1', mobile: '2' }).values).toEqual({
			phone: '1',
			custom: { mobile: '2' },
		});
		expect(toCanonical(TABLE, { phone: '', mobile: '2' }).values).toEqual({ phone: '2' });
		expect(toCanonical(TABLE, { phone: '2', mobile: '2' }).values).toEqual({ phone: '2' });
	});

	it('has no note for a value that another row could read', () => {
		const table: MappingTable = [
			{ field: 'employees', vendor: 'size', as: codecs.integer },
			{ field: 'employeeRange', vendor: 'size', as: codecs.text },
		];
		expect(toCanonical(table, { size: '51-200' })).toEqual({
			values: { employeeRange: '51-200' },
			notes: [],
		});
	});

	it.each([null, '', [], undefined])('has nothing where the vendor writes %p', (nothing) => {
		expect(toCanonical(TABLE, { phone: nothing, other: nothing })).toEqual({
			values: {},
			notes: [],
		});
	});

	it('reads no inherited members, and takes __proto__ for a name', () => {
		const record = JSON.parse('{"__proto__": {"phone": "1"}}') as Record<string, unknown>;
		const { values } = toCanonical(TABLE, record);
		expect(values.phone).toBeUndefined();
		expect(JSON.stringify(values)).toBe('{"custom":{"__proto__":{"phone":"1"}}}');
		expect(Object.getPrototypeOf(values.custom)).toBe(Object.prototype);
	});
});

describe('canonical values', () => {
	it("become the vendor's words, with custom ones as they are", () => {
		const values = {
			firstName: 'Dana',
			email: 'Dana@Acme.com',
			amount: { amount: 12, currency: 'EUR' },
			custom: { score: 3, name: { middle: 'K' } },
		};
		expect(toVendor(TABLE, values)).toEqual({
			values: {
				score: 3,
				name: { middle: 'K', first: 'Dana' },
				emails: [{ value: 'dana@acme.com' }],
				value: 12,
				currency: 'EUR',
			},
			notes: [],
			misfits: [],
		});
		expect(values.custom.name).toEqual({ middle: 'K' });
	});

	it('that cannot be written are named, with the reason', () => {
		const { values, notes, misfits } = toVendor(TABLE, {
			id: '7',
			city: 'Rome',
			email: 'dana',
			amount: { amount: 1, tax: 2 },
		});
		expect(values).toEqual({ value: 1 });
		expect(notes).toEqual([
			'id was left out: it is read-only at the vendor',
			'city was left out: the vendor has no field for it',
			'email was left out: it is not an email address',
			'amount.tax was left out: the vendor has no field for it',
		]);
		expect(misfits).toEqual(['email was left out: it is not an email address']);
	});

	it('that are empty are not written', () => {
		expect(toVendor(TABLE, { phone: '', firstName: null, lastName: undefined })).toEqual({
			values: {},
			notes: [],
			misfits: [],
		});
	});
});

describe('the names of fields', () => {
	it("are the vendor's for canonical ones, and others as they are", () => {
		expect(toVendorFields(TABLE, ['amount', 'phone', 'score', 'phone'])).toEqual([
			'value',
			'currency',
			'phone',
			'mobile',
			'score',
		]);
	});

	it('that can be read are all but those that are written only', () => {
		const table: MappingTable = [
			{ field: 'a', vendor: 'x', as: codecs.text, access: 'write' },
			{ field: 'a', vendor: 'y', as: codecs.text },
		];
		expect(readableFields(table)).toEqual(['y']);
	});
});
