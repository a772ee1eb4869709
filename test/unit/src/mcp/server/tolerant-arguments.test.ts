import { declareTool } from './doubles/declarations';
import { legacy } from './doubles/messages';
import { TestServer } from './doubles/test-server';

const call = (args: object) => legacy('tools/call', { name: 'qualify', arguments: args });

describe('a call of a tool with Input Fields', () => {
	const fields = [
		{ name: 'email', type: 'string' as const, required: true },
		{ name: 'team', type: 'string' as const, required: false },
	];
	const serverOf = (tolerant: boolean) =>
		new TestServer({ tools: [declareTool({ input: { kind: 'fields', fields, tolerant } })] });

	it('drops what clients add: names of their own, and null for what was left empty', async () => {
		const server = serverOf(true);
		await server.send(call({ email: 'a@b.co', team: null, toolCallId: 'x', task_progress: '1/2' }));
		expect(server.call.terms.call.arguments).toEqual({ email: 'a@b.co' });
	});

	it('still refuses null for what it needs', async () => {
		const { result } = await serverOf(true).send(call({ email: null }));
		expect(JSON.stringify(result)).toContain('email: must be string');
	});

	it('refuses both where its owner wants it, and names what is allowed', async () => {
		const { result } = await serverOf(false).send(call({ email: 'a@b.co', team: null, mail: 'x' }));
		const text = JSON.stringify(result);
		expect(text).toContain('team: must be string');
		expect(text).toMatch(/\\"mail\\"\. Allowed: email, team/);
	});
});
