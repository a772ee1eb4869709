import { CRMS, openCrm } from './open-vendors';

/** The world of the emulated vendors is made by the first test. */
jest.setTimeout(30_000);

/** Fields of the account that the record was read from. */
const custom = { account_tier_of_elsewhere: 'gold', score_of_elsewhere: 80 };

describe.each(CRMS)('%s', (id) => {
	test('writes a contact without the fields of another CRM, and names them', async () => {
		const { vendor, client } = openCrm(id);
		const email = 'dana@travels.example';
		const values = { email, lastName: 'Dee', phone: '+13035550152' };
		const made = await vendor.contact.upsert(client, { values: { ...values, custom } });
		expect(made).toMatchObject({
			status: 'partial',
			reason: { code: 'value_left_out' },
			record: { email, phone: values.phone },
		});
		for (const name of Object.keys(custom))
			expect(made.reason?.message).toContain(`custom.${name}`);
		// The second run finds nothing to write, and says the same.
		expect(await vendor.contact.upsert(client, { values: { ...values, custom } })).toMatchObject({
			status: 'partial',
			reason: { message: expect.stringContaining('left as it was') as string },
		});
	});

	test('writes the fields of its own that stand beside those of another', async () => {
		const { vendor, client } = openCrm(id);
		const { record: fields = [] } = await vendor.listProperties(client, 'contact');
		const own = fields.find(
			({ isCustom, type, readOnly, canonical }) =>
				isCustom && !readOnly && canonical === undefined && (type === 'text' || type === 'number'),
		);
		if (own === undefined) throw new Error(`${id} has no field of the account's own`);
		const value = own.type === 'number' ? 7 : 'seven';
		const made = await vendor.contact.upsert(client, {
			values: {
				email: 'dana@travels.example',
				lastName: 'Dee',
				custom: { ...custom, [own.name]: value },
			},
		});
		expect(made.status).toBe('partial');
		expect(made.reason?.message).not.toContain(own.name);
		const { record } = await vendor.contact.get(
			client,
			{ email: 'dana@travels.example' },
			{ fields: [own.name] },
		);
		expect(String(record?.custom?.[own.name])).toBe(String(value));
	});
});
