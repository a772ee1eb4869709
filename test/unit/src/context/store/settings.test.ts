import { DANA, danaIs, describeGraph, type TestGraph } from './graph-on-every-backend';

const BY_CRM = { source: 'crm' };

/** A title from two sources: by the usual rules the CRM's counts, which is believed more. */
async function twoTitles(test: TestGraph, email = DANA.email): Promise<void> {
	const identifiers = [{ kind: 'email', value: email }];
	await test.graph.upsertFacts(danaIs({ title: 'CTO' }, { identifiers, ...BY_CRM }));
	await test.graph.upsertFacts(danaIs({ title: 'CEO' }, { identifiers, source: 'vendor' }));
}

const trustVendor = { rules: { sourceWeights: { vendor: 1, crm: 0.2 } } };

describeGraph('rules of a store', (open) => {
	const titleOf = async ({ graph }: Pick<TestGraph, 'graph'>, email = DANA.email) =>
		(await graph.getContext({ subject: { email } })).contact?.facts.title?.value;

	it('change what counts for everybody, and context, search and explanation agree', async () => {
		const test = open();
		const emails = Array.from({ length: 60 }, (_, index) => `p${index}@acme.com`);
		for (const email of emails) await twoTitles(test, email);
		expect(await titleOf(test, 'p7@acme.com')).toBe('CTO');

		expect(await test.graph.changeSettings(trustVendor, 'maria')).toMatchObject({
			rebuilt: 60,
			rebuilding: false,
			by: 'maria',
		});

		for (const email of emails) {
			expect(await titleOf(test, email)).toBe('CEO');
			const explanation = await test.graph.explain({ email }, 'title');
			expect(explanation?.value).toBe('CEO');
			expect(explanation?.because).toContain('weight of the source 1.00');
			expect(explanation?.because).toContain('as maria set them on 2026-11-01');
		}
		const { changes } = await test.graph.changesSince({ limit: 500, kinds: ['fact_changed'] });
		expect(changes.filter(({ after }) => after === 'CEO')).toHaveLength(60);
	}, 120_000);

	it('hold for every process that shares it, also for what is written later', async () => {
		const test = open();
		await test.graph.changeSettings(trustVendor, 'maria');
		const another = await test.another();
		await twoTitles({ ...test, graph: another });
		expect(await titleOf({ graph: another })).toBe('CEO');
	});

	it('hold at once for whoever is not concluded anew yet, and are finished by who opens the store next', async () => {
		const test = open();
		await twoTitles(test);
		await test.graph.changeSettings(trustVendor, 'maria');
		// As a process leaves it that ended at the beginning of the work.
		await test.graph.changeSettings({ reset: true }, 'maria');
		const schema = await test.store.open<{ graph_setting: { name: string; value: string } }>({
			name: 'reader',
			migrations: [],
		});
		const value = JSON.stringify({ ...trustVendor, policy: {}, by: 'maria', at: test.now() });
		await schema.write(async (tables) => {
			await tables
				.updateTable('graph_setting')
				.set({ value })
				.where('name', '=', 'settings')
				.execute();
			const begun = { name: 'rebuilding_after', value: '' };
			await tables.insertInto('graph_setting').values(begun).execute();
		});
		expect(await titleOf(test)).toBe('CEO');
		expect((await test.graph.settings()).rebuilding).toBe(true);
		expect(await test.graph.finishRebuilding()).toBe(1);
		expect((await test.graph.settings()).rebuilding).toBe(false);
		expect(await titleOf(test)).toBe('CEO');
	});

	it('go back to the usual ones', async () => {
		const test = open();
		await twoTitles(test);
		await test.graph.changeSettings(trustVendor, 'maria');
		await test.graph.changeSettings({ reset: true }, 'maria');
		expect(await titleOf(test)).toBe('CTO');
		expect((await test.graph.settings()).rules).toEqual({});
	});

	it('that cannot be are refused, and change nothing', async () => {
		const { graph } = open();
		const tooMuch = { rules: { sourceWeights: { crm: 7 } } };
		await expect(graph.changeSettings(tooMuch, 'maria')).rejects.toThrow('rules.sourceWeights.crm');
		const odd = { policy: { coolDownHours: -1 } };
		await expect(graph.changeSettings(odd, 'maria')).rejects.toThrow('policy.coolDownHours');
		expect(await graph.settings()).toMatchObject({ rules: {}, rebuilding: false });
	});
});

describeGraph('the policy of a store', (open) => {
	const codes = async ({ graph }: TestGraph) => {
		const { blocks } = await graph.checkAction(DANA, 'enroll');
		return blocks.map(({ code }) => code);
	};

	it('says what blocks, in check_action, context and for nodes', async () => {
		const test = open();
		await test.graph.upsertFacts(danaIs({ country: 'DE' }));
		expect(await codes(test)).toEqual([]);
		const policy = { consentCountries: ['DE'], approvalFor: ['enroll' as const] };
		await test.graph.changeSettings({ policy }, 'maria');
		expect(await codes(test)).toEqual(['unknown_consent', 'needs_approval']);
		const { mayContact } = await test.graph.getContext({ subject: DANA });
		expect(mayContact.blocks.map(({ code }) => code)).toEqual(['unknown_consent']);
		const check = { actions: ['enroll' as const], subject: DANA };
		const [asked] = await test.graph.checkActions([check]);
		expect(asked?.blocks.map(({ code }) => code)).toEqual(['unknown_consent', 'needs_approval']);
		const ignoredByNodes = ['unknown_consent' as const, 'needs_approval' as const];
		await test.graph.changeSettings({ policy: { ignoredByNodes } }, 'maria');
		const [now] = await test.graph.checkActions([check]);
		expect(now?.blocks).toEqual([]);
		expect(await codes(test)).toEqual(['unknown_consent', 'needs_approval']);
	});

	it('keeps what is not named, and lets one rule go back by null', async () => {
		const test = open();
		const policy = { coolDownHours: 48, contactCustomers: true };
		await test.graph.changeSettings({ policy }, 'maria');
		await test.graph.changeSettings({ policy: { coolDownHours: null } }, 'tom');
		expect((await test.graph.settings()).policy).toMatchObject({
			coolDownHours: 24,
			contactCustomers: true,
		});
	});
});
