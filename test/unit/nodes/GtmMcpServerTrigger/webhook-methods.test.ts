import type { IDataObject, IHookFunctions } from 'n8n-workflow';

import { webhookMethods } from '../../../../nodes/GtmMcpServerTrigger/webhook-methods';

const node = {
	id: '1',
	name: 'Trigger',
	type: 'gtmMcpServerTrigger',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

async function publish(parameters: IDataObject): Promise<boolean | undefined> {
	const context = {
		getParentNodes: () => [],
		getNode: () => node,
		getWorkflow: () => ({ id: 'w' }),
		getNodeParameter: (name: string, fallback: unknown) => parameters[name] ?? fallback,
	} as unknown as IHookFunctions;
	return await webhookMethods?.default?.create.call(context);
}

const served = {
	authentication: 'none',
	branches: { branch: [{ name: 'qualify', description: 'Scores a lead' }] },
};

describe('publishing a trigger', () => {
	it('works when all its tools can be served', async () => {
		expect(await publish(served)).toBe(true);
	});

	it('is refused when a tool cannot be served', async () => {
		const branches = { branch: [{ name: 'qualify', description: '' }] };
		await expect(publish({ ...served, branches })).rejects.toThrow('Branch 1, Description');
	});

	it('is refused when the timeout cannot be used', async () => {
		await expect(publish({ ...served, options: { timeout: 0 } })).rejects.toThrow(
			'Timeout: 0 is not valid',
		);
	});

	it('is refused when an option of the policy cannot be used', async () => {
		const options = { rateLimitPerMinute: -1 };
		await expect(publish({ ...served, options })).rejects.toThrow('Rate Limit per Minute');
	});
});
