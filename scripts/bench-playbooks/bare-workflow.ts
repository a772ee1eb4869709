import type { LoggedCall } from '../../sandbox/frame/request-log.ts';
import type { SandboxVendor } from '../../sandbox/start.ts';
import type { NewWorkflow, WorkflowNode } from '../n8n/rest-types.ts';

export const BARE_PATH = 'bench-bare';

/** How each vendor of the playbooks takes its key. */
const AUTHORIZATION: Readonly<Record<string, (key: string) => [name: string, value: string]>> = {
	apollo: (key) => ['x-api-key', key],
	hubspot: (key) => ['authorization', `Bearer ${key}`],
	lemlist: (key) => ['authorization', `Basic ${Buffer.from(`:${key}`).toString('base64')}`],
	pdl: (key) => ['x-api-key', key],
};

interface Request {
	method: string;
	url: string;
	headers: Array<{ name: string; value: string }>;
	body?: string;
}

/** What a playbook asked of a vendor, to be asked again. */
export function requestOf(
	call: LoggedCall,
	url: string,
	vendors: readonly SandboxVendor[],
): Request {
	const key = vendors.find(({ id }) => id === call.vendor)?.key ?? '';
	const header = AUTHORIZATION[call.vendor]?.(key);
	if (header === undefined) throw new RangeError(`${call.vendor} is no vendor of the playbooks`);
	const [name, value] = header;
	return {
		method: call.method,
		url: `${url}${call.url}`,
		headers: [{ name, value }],
		...(call.requestBody !== undefined && { body: call.requestBody }),
	};
}

/** What an agent asks of its model in one turn, as short as it can be. */
export const modelRequest = (modelUrl: string): Request => ({
	method: 'POST',
	url: `${modelUrl}/chat/completions`,
	headers: [{ name: 'authorization', value: 'Bearer sandbox' }],
	body: JSON.stringify({ model: 'demo', messages: [{ role: 'user', content: 'Hello' }] }),
});

function nodeOf({ method, url, headers, body }: Request, index: number): WorkflowNode {
	return {
		id: crypto.randomUUID(),
		name: `Call ${index + 1}`,
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		position: [240 * (index + 1), 0],
		parameters: {
			method,
			url,
			sendHeaders: true,
			headerParameters: { parameters: headers },
			...(body !== undefined && {
				sendBody: true,
				contentType: 'raw',
				rawContentType: 'application/json',
				body,
			}),
			// What is there already is refused the second time, which costs the same.
			options: { response: { response: { neverError: true } } },
		},
	};
}

/** A form, and n8n's own HTTP Request for each call, one after the other: no decision, no guard. */
export function bareWorkflow(requests: readonly Request[]): NewWorkflow {
	const nodes = requests.map(nodeOf);
	const names = ['Form', ...nodes.map(({ name }) => name)];
	const links = nodes.map(({ name }, index) => [
		names[index],
		{ main: [[{ node: name, type: 'main', index: 0 }]] },
	]);
	return {
		name: 'Bench: the same calls, bare',
		nodes: [
			{
				id: crypto.randomUUID(),
				name: 'Form',
				type: 'n8n-nodes-base.formTrigger',
				typeVersion: 2.2,
				position: [0, 0],
				webhookId: crypto.randomUUID(),
				parameters: {
					formTitle: 'Bare',
					formFields: { values: [{ fieldLabel: 'Work email' }] },
					options: { path: BARE_PATH },
				},
			},
			...nodes,
		],
		connections: Object.fromEntries(links) as NewWorkflow['connections'],
		settings: { executionOrder: 'v1' },
	};
}
