import {
	completed,
	plainOf,
	seenFrom,
	toAttio,
	toPlain,
} from '../../../../../../src/gtm/vendors/attio/values';

describe('a value of Attio', () => {
	it.each([
		[{ attribute_type: 'status', status: { title: 'In Progress' } }, 'In Progress'],
		// So it stands in Attio's own example of a status.
		[{ attribute_type: 'select', status: { title: 'In Progress' } }, 'In Progress'],
		[{ attribute_type: 'select', option: { title: 'Medium' } }, 'Medium'],
		[{ attribute_type: 'rating', value: 3 }, 3],
		[{ attribute_type: 'checkbox', value: false }, false],
		[{ attribute_type: 'phone-number', original_phone_number: '0123' }, '0123'],
		[{ attribute_type: 'location', locality: 'Ghent', region: null }, { locality: 'Ghent' }],
		[
			{ attribute_type: 'interaction', interaction_type: 'email', interacted_at: '2026-01-01' },
			{ interaction_type: 'email', interacted_at: '2026-01-01' },
		],
		[{ attribute_type: 'of-tomorrow', value: 'x' }, 'x'],
	])('is plain without its dates: %j', (value, plain) => {
		expect(plainOf(value)).toEqual(plain);
	});

	it('that is missing or odd leaves nothing behind', () => {
		const values = { job_title: [], linkedin: null, name: [null, 'text'], odd: [{ value: null }] };
		expect(toPlain({ id: { record_id: 'r' }, values })).toEqual({ record_id: 'r' });
	});
});

describe('values for Attio', () => {
	it('name all parts of a name and a place', () => {
		const written = toAttio({
			name: { first_name: 'Noa' },
			primary_location: { country_code: 'BE' },
		});
		expect(written.name).toEqual({ first_name: 'Noa', last_name: '', full_name: 'Noa' });
		expect(written.primary_location).toMatchObject({ country_code: 'BE', locality: null });
	});

	it('refer to records and members', () => {
		expect(toAttio({ company: 'c1', associated_people: ['p1'], owner: 'm1' })).toEqual({
			company: [{ target_object: 'companies', target_record_id: 'c1' }],
			associated_people: [{ target_object: 'people', target_record_id: 'p1' }],
			owner: { referenced_actor_type: 'workspace-member', referenced_actor_id: 'm1' },
		});
		expect(toAttio({ owner: 'dana@acme.com' })).toEqual({ owner: 'dana@acme.com' });
	});

	it('leave the name of a company, and what a user wrote in Attio’s own form, as they are', () => {
		const own = { name: 'Acme', score: 3, domains: ['acme.com'], since: null };
		expect(toAttio(own)).toEqual(own);
	});
});

describe('a change', () => {
	const current = {
		email_addresses: { first: 'a@x.co', others: ['b@x.co'] },
		name: { first_name: 'Dana', last_name: 'Scully', full_name: 'Dana Scully' },
	};

	it('of the first address puts it before the others', () => {
		const changes = completed(current, { email_addresses: { first: 'b@x.co' } });
		expect(toAttio(changes).email_addresses).toEqual(['b@x.co', 'a@x.co']);
	});

	it('of the other addresses comes behind', () => {
		const changes = completed(current, { email_addresses: { others: ['c@x.co'] } });
		expect(toAttio(changes).email_addresses).toEqual(['a@x.co', 'b@x.co', 'c@x.co']);
	});

	it('of a part of a name makes the whole anew, unless that was given', () => {
		const renamed = completed(current, { name: { last_name: 'Mulder' } });
		expect(toAttio(renamed).name).toMatchObject({ full_name: 'Dana Mulder' });
		const told = completed(current, { name: { full_name: 'Dr. Dana Scully' } });
		expect(toAttio(told).name).toEqual({
			first_name: 'Dana',
			last_name: 'Scully',
			full_name: 'Dr. Dana Scully',
		});
	});

	it('is none if the record has the address at another place', () => {
		const wanted = { email_addresses: { first: 'b@x.co', others: ['a@x.co'] } };
		expect(seenFrom(wanted, current)).toMatchObject(wanted);
		expect(seenFrom({}, {})).toEqual({});
	});
});
