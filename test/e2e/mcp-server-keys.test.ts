import { post, resultOf, textOf } from './clients/raw-requests';
import { loggedInClient, n8nContext } from './setup/n8n-context';
import { anyFields, publishTrigger, noOp, tool, wait } from './setup/published-trigger';
import type { WorkflowNode } from '../../scripts/n8n/rest-types';

const { url } = n8nContext();
const CREDENTIAL = 'gtmMcpServerKeysApi';
const keyOf = (label: string) => `e2e-${label}-0123456789-0123456789`;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Publishes a server at a path, behind keys with these settings by label. */
async function publish(
	path: string,
	keys: Record<string, object>,
	flow: Array<Pick<WorkflowNode, 'type' | 'parameters'>> = [noOp],
	parameters: object = tool(),
): Promise<void> {
	const entries = Object.entries(keys);
	const key = entries.map(([label, settings]) => ({ label, key: keyOf(label), ...settings }));
	const { id, name } = await loggedInClient().createCredential({
		name: `Keys of ${path}`,
		type: CREDENTIAL,
		data: { keys: { key } },
	});
	const credentials = { [CREDENTIAL]: { id, name } };
	await publishTrigger({ path, authentication: 'apiKeys', ...parameters }, flow, { credentials });
}

const send = async (path: string, label: string, method: string, params = {}) => {
	const authorization = `Bearer ${keyOf(label)}`;
	return await post(`${url}/mcp/${path}`, method, params, { authorization });
};

const call = async (path: string, label: string, args = {}) =>
	await resultOf(await send(path, label, 'tools/call', { name: 'echo', arguments: args }));

describe('a key', () => {
	it('that has expired is refused, and says so', async () => {
		await publish('expired', {
			over: { restrictions: { expires: new Date(Date.now() - DAY_MS).toISOString() } },
			valid: { restrictions: { expires: new Date(Date.now() + DAY_MS).toISOString() } },
		});
		const refused = await send('expired', 'over', 'tools/list');
		expect(refused.status).toBe(401);
		expect(refused.headers.get('www-authenticate')).toContain('The API key has expired');
		expect((await send('expired', 'valid', 'tools/list')).status).toBe(200);
	});

	it('expires while the server is published', async () => {
		// A busy machine may publish for longer than a key lives: then one that lives longer is tried.
		const lifetimes = [4_000, 15_000, 60_000];
		for (const lifetime of lifetimes) {
			const expires = Date.now() + lifetime;
			await publish(`expiring-${lifetime}`, {
				soon: { restrictions: { expires: new Date(expires).toISOString() } },
			});
			const { status } = await send(`expiring-${lifetime}`, 'soon', 'tools/list');
			const answered = Date.now();
			if (answered >= expires && lifetime !== lifetimes.at(-1)) continue;
			expect(status).toBe(200);
			await new Promise((resolve) => setTimeout(resolve, expires - answered + 50));
			expect((await send(`expiring-${lifetime}`, 'soon', 'tools/list')).status).toBe(401);
			return;
		}
	});

	it('has no more calls under way than it may, which holds nobody else back', async () => {
		await publish('capped', { one: { restrictions: { concurrent: 1 } }, other: {} }, [wait(2)]);
		const [first, second, others] = await Promise.all([
			call('capped', 'one'),
			call('capped', 'one'),
			call('capped', 'other'),
		]);
		const refused = [first, second].filter(({ isError }) => isError);
		expect(refused.map(textOf)).toEqual([expect.stringContaining('of yours are running')]);
		expect(others.isError ?? false).toBe(false);
	});

	it('gets only the fields of a result that it may have, and that the tool may give', async () => {
		const settings = { resultFields: 'email, name' };
		await publish(
			'fields',
			{ sales: { restrictions: { resultFields: 'name, secret' } }, all: {} },
			[noOp],
			tool({ settings }),
		);
		const args = { email: 'dana@acme.com', name: 'Dana', secret: 'swordfish' };
		const sales = await call('fields', 'sales', args);
		expect(sales.structuredContent).toEqual({ name: 'Dana' });
		expect(textOf(sales)).not.toMatch(/acme|swordfish/);
		const all = await call('fields', 'all', args);
		expect(all.structuredContent).toEqual({ email: 'dana@acme.com', name: 'Dana' });
	});

	it('does not open the tasks of another key', async () => {
		const branch = [
			{ name: 'echo', description: 'Echoes', fields: anyFields, settings: { execution: 'task' } },
		];
		await publish('task-keys', { one: {}, other: {} }, [noOp], { branches: { branch } });
		const { taskId } = await call('task-keys', 'one');
		const seenBy = async (label: string) =>
			(await (await send('task-keys', label, 'tasks/get', { taskId })).json()) as object;
		expect(await seenBy('other')).toMatchObject({ error: { code: -32602 } });
		expect(await seenBy('one')).toMatchObject({ result: { taskId } });
	});
});
