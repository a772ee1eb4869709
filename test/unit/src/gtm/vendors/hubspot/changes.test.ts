import { hubspot } from '../../../../../../src/gtm/vendors/hubspot/hubspot';
import { openReader } from '../../crm/change-reader';
import { CRM_EDITS } from '../../crm/crm-edits';
import { openCrmStage } from '../../crm/crm-stage';

jest.setTimeout(60_000);

const SEARCH = 'POST /crm/objects/2026-09/{type}/search';

const unlimited = () => openCrmStage(hubspot, { settings: { limits: 'off' } });

/** So many contacts in one batch after the other, all in one millisecond. */
async function importMany({ client }: ReturnType<typeof unlimited>, count: number): Promise<void> {
	for (let first = 0; first < count; first += 100) {
		const inputs = Array.from({ length: 100 }, (_, place) => ({
			properties: { email: `person-${first + place}@import-run.example` },
		}));
		await client.send({
			method: 'POST',
			path: '/crm/objects/2026-09/contacts/batch/create',
			body: { inputs },
			effect: 'unsafe',
		});
	}
}

it('tells of an import of more than a search gives, all in one millisecond', async () => {
	const stage = unlimited();
	const reader = openReader(stage, { limit: 10_000 });
	await reader.once();
	await importMany(stage, 10_400);
	stage.forget();
	const changes = await reader.all();
	expect(new Set(changes.map(({ id }) => id)).size).toBe(10_400);
	expect(changes.length).toBe(10_400);
	await stage.clock.advance(600_000);
	expect(await reader.all()).toEqual([]);
	expect(reader.size()).toBeLessThan(500);
});

it('reads everything there is in little more requests than its pages allow', async () => {
	const stage = unlimited();
	const reader = openReader(stage, { since: '1970-01-01T00:00:00Z', limit: 10_000 });
	const { total = 0 } = await hubspot.contact.search(stage.client, { conditions: [], limit: 1 });
	const before = stage.asked(SEARCH);
	const changes = await reader.all();
	expect(new Set(changes.map(({ id }) => id)).size).toBe(total);
	expect(stage.asked(SEARCH) - before).toBeLessThanOrEqual(Math.ceil((total / 200) * 1.1));
});

it('tells of a merge with where the record went, and of the record that is left', async () => {
	const stage = unlimited();
	const reader = openReader(stage);
	const edits = CRM_EDITS.hubspot;
	const one = await edits?.create(stage.client, 'one@merge-run.example');
	const other = await edits?.create(stage.client, 'other@merge-run.example');
	await reader.once();
	await stage.clock.advance(1_000);
	await edits?.merge?.(stage.client, one ?? '', other ?? '');
	const changes = await reader.all();
	expect(changes).toMatchObject([
		{ kind: 'merged', id: other, into: one },
		{ kind: 'changed', id: one, record: { otherEmails: ['other@merge-run.example'] } },
	]);
	expect(JSON.stringify(changes)).not.toContain('hs_merged_object_ids');
	await stage.clock.advance(1_000);
	await edits?.rename(stage.client, one ?? '', 'Noor');
	expect(await reader.all()).toMatchObject([{ kind: 'changed', id: one }]);
});

it('gives deals and activities with what they hang on', async () => {
	const stage = unlimited();
	const ids = await stage.ids();
	const deals = openReader(stage, { what: 'deal' });
	const activities = openReader(stage, { what: 'activity' });
	await deals.once();
	await activities.once();
	await stage.clock.advance(1_000);
	await hubspot.deal.upsert(stage.client, {
		values: { id: ids.deal, amount: { amount: 4_321 } },
	});
	await hubspot.logActivity(stage.client, {
		activity: { type: 'note', at: '2026-11-25T09:00:00.000Z', body: 'Liked <b>it</b> & more' },
		associations: { contactIds: [ids.contact], dealIds: [ids.deal] },
	});
	expect(await deals.all()).toMatchObject([
		{
			kind: 'changed',
			what: 'deal',
			id: ids.deal,
			record: { amount: { amount: 4_321 }, accountId: expect.any(String) as string },
		},
	]);
	expect(await activities.all()).toMatchObject([
		{
			kind: 'created',
			what: 'activity',
			record: {
				type: 'note',
				body: 'Liked <b>it</b> & more',
				contactIds: [ids.contact],
				dealIds: [ids.deal],
			},
		},
	]);
});

describe('filters', () => {
	it('let through only the changes in which a named field changed', async () => {
		const stage = unlimited();
		const reader = openReader(stage, { changedFields: ['title'] });
		const { contact } = await stage.ids();
		await reader.once();
		await stage.clock.advance(1_000);
		await CRM_EDITS.hubspot?.rename(stage.client, contact, 'Noor');
		expect(await reader.all()).toEqual([]);
		await stage.clock.advance(1_000);
		await hubspot.contact.upsert(stage.client, {
			values: { id: contact, title: 'CRO' },
			match: { id: contact },
		});
		expect(await reader.all()).toMatchObject([{ kind: 'changed', id: contact }]);
		await stage.clock.advance(1_000);
		await CRM_EDITS.hubspot?.rename(stage.client, contact, 'Ann');
		expect(await reader.all()).toEqual([]);
	});

	it('let through only deals of a stage, and leave the recycle bin alone if nobody asks for deletions', async () => {
		const stage = unlimited();
		const { deal } = await stage.ids();
		const { record } = await hubspot.deal.get(stage.client, { id: deal }, {});
		const question = { what: 'deal', kinds: ['created', 'changed'] };
		const here = openReader(stage, { ...question, stages: [record?.stage] });
		const elsewhere = openReader(stage, { ...question, stages: ['nowhere'] });
		await here.once();
		await elsewhere.once();
		stage.forget();
		await stage.clock.advance(1_000);
		await hubspot.deal.upsert(stage.client, { values: { id: deal, amount: { amount: 7 } } });
		expect(await here.all()).toMatchObject([{ id: deal }]);
		expect(await elsewhere.all()).toEqual([]);
		expect(stage.requests.filter(({ query }) => query?.archived === true)).toEqual([]);
	});
});

it('refuses a cursor of other changes, and what is none', async () => {
	const stage = unlimited();
	const contacts = openReader(stage);
	const { record } = await contacts.once();
	const deals = openReader(stage, { what: 'deal' });
	for (const cursor of [record?.cursor, 'tomorrow']) {
		const reader = openReader(stage, { what: 'deal' });
		expect((await reader.with(cursor)).outcome).toMatchObject({
			status: 'invalid',
			reason: { code: 'bad_cursor', message: expect.stringMatching(/^Cursor is/) as string },
		});
	}
	expect((await deals.once()).outcome.status).toBe('found');
});

it('keeps what was read before HubSpot failed, and goes on there', async () => {
	const stage = openCrmStage(hubspot, { settings: { limits: 'off' } });
	const reader = openReader(stage, { limit: 10_000 });
	await reader.once();
	await importMany(stage, 300);
	stage.sandbox.setFault({ vendor: 'hubspot', kind: 'server_error', route: SEARCH, times: 20 });
	expect((await reader.once()).outcome.status).toBe('upstream_error');
	stage.sandbox.faults.clear();
	await stage.clock.advance(600_000);
	const changes = await reader.all();
	expect(new Set(changes.map(({ id }) => id)).size).toBe(300);
	expect(changes.length).toBe(300);
});
