import { pathOf } from '../../../../../../src/gtm/http/vendor-request';
import { pipedrive } from '../../../../../../src/gtm/vendors/pipedrive/pipedrive';
import { openReader } from '../../crm/change-reader';
import { openCrmStage } from '../../crm/crm-stage';

jest.setTimeout(240_000);

it('tells which deals were deleted, each once, with what they were', async () => {
	const stage = openCrmStage(pipedrive);
	const { client, clock, world } = stage;
	const reader = openReader(stage, { what: 'deal' });
	await reader.once();
	const found = await pipedrive.deal.search(client, {
		conditions: [{ field: 'name', operator: 'eq', value: world.examples.deal.name }],
		limit: 1,
	});
	const id = found.records[0]?.id ?? '';
	await clock.advance(60_000);
	await client.send({
		method: 'DELETE',
		path: pathOf`/api/v2/deals/${id}`,
		effect: 'idempotent',
	});
	expect(await reader.all()).toMatchObject([
		{ kind: 'deleted', what: 'deal', id, record: { name: world.examples.deal.name } },
	]);
	await clock.advance(600_000);
	expect(await reader.all()).toEqual([]);
});
