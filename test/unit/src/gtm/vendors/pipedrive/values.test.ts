import {
	completed,
	seenFrom,
	toBody,
	toPlain,
} from '../../../../../../src/gtm/vendors/pipedrive/values';

const KEY = 'a'.repeat(40);

describe('a record of Pipedrive', () => {
	it('is plain: the primary address first, custom fields beside the others', () => {
		const answer = {
			id: 7,
			emails: [
				{ value: 'B@x.co', primary: false },
				{ value: 'A@x.co', primary: true },
			],
			phones: [],
			custom_fields: { [KEY]: 3 },
		};
		expect(toPlain(answer)).toMatchObject({
			id: 7,
			emails: { first: 'a@x.co', others: ['b@x.co'] },
			[KEY]: 3,
		});
	});
});

describe('a body for Pipedrive', () => {
	it('has one name, all addresses, and custom fields apart', () => {
		const plain = {
			first_name: 'Noa',
			last_name: 'Van Dam',
			emails: { first: 'a@x.co', others: ['b@x.co', 'a@x.co'] },
			[KEY]: 3,
			[`${KEY}_currency`]: 'EUR',
			label_ids: [1],
		};
		expect(toBody(plain)).toEqual({
			name: 'Noa Van Dam',
			emails: [
				{ value: 'a@x.co', primary: true, label: 'work' },
				{ value: 'b@x.co', primary: false, label: 'other' },
			],
			custom_fields: { [KEY]: 3, [`${KEY}_currency`]: 'EUR' },
			label_ids: [1],
		});
	});
});

describe('a change', () => {
	const current = {
		name: 'Noa Dam',
		first_name: 'Noa',
		last_name: 'Dam',
		emails: { first: 'a@x.co', others: ['b@x.co'] },
	};

	it('of one part of a name keeps the other', () => {
		expect(toBody(completed(current, { first_name: 'Eva' }))).toEqual({ name: 'Eva Dam' });
		const told = completed(current, { first_name: 'Eva', name: 'Dr. Eva Dam' });
		expect(toBody(told)).toEqual({ name: 'Dr. Eva Dam' });
	});

	it('of the first address keeps the others behind it', () => {
		const changes = completed(current, { emails: { first: 'b@x.co' } });
		expect(toBody(changes).emails).toMatchObject([
			{ value: 'b@x.co', primary: true },
			{ value: 'a@x.co', primary: false },
		]);
	});

	it('is none if the address is at another place, or the name was split elsewhere', () => {
		const wanted = { emails: { first: 'b@x.co' }, first_name: 'Noa Dam', last_name: '' };
		expect(seenFrom(wanted, current)).toMatchObject({
			emails: { first: 'b@x.co' },
			first_name: 'Noa Dam',
		});
		expect(seenFrom({ first_name: 'Eva' }, current)).toMatchObject({ first_name: 'Noa' });
	});
});
