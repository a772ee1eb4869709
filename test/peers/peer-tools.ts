import { setTimeout as sleep } from 'node:timers/promises';

/** The tools that both peers serve, in pages of two. */
export const peerTools = [
	{
		name: 'echo',
		title: 'Echo',
		description: 'Gives the arguments back',
		inputSchema: {
			type: 'object' as const,
			properties: {
				text: { type: 'string', title: 'Text', description: 'What to say' },
				count: { type: 'integer', default: 3 },
				loud: { type: 'boolean' },
				day: { type: 'string', format: 'date' },
				tags: { type: 'array', items: { type: 'string' } },
				tone: { enum: ['warm', 'cold'] },
			},
			required: ['text'],
		},
	},
	{ name: 'companies', description: 'Lists companies', inputSchema: { type: 'object' as const } },
	{ name: 'picture', description: 'Draws a pixel', inputSchema: { type: 'object' as const } },
	{ name: 'fails', description: 'Never succeeds', inputSchema: { type: 'object' as const } },
	{ name: 'slow', description: 'Takes its time', inputSchema: { type: 'object' as const } },
];

const PAGE_SIZE = 2;

export const PIXEL =
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

export function listPeerTools(cursor: string | undefined) {
	const start = Number(cursor ?? 0);
	const end = start + PAGE_SIZE;
	return {
		tools: peerTools.slice(start, end),
		...(end < peerTools.length && { nextCursor: String(end) }),
	};
}

export async function callPeerTool(name: string, args: Record<string, unknown>) {
	switch (name) {
		case 'echo':
			return { content: [{ type: 'text' as const, text: JSON.stringify({ received: args }) }] };
		case 'companies': {
			const companies = [{ domain: 'n8n.io' }, { domain: 'octavehq.com' }];
			return { content: [{ type: 'text' as const, text: JSON.stringify(companies) }] };
		}
		case 'picture':
			return {
				content: [
					{ type: 'text' as const, text: 'A pixel' },
					{ type: 'image' as const, data: PIXEL, mimeType: 'image/png' },
				],
			};
		case 'fails':
			return { content: [{ type: 'text' as const, text: 'No credits left' }], isError: true };
		case 'slow':
			await sleep(3_000, undefined, { ref: false });
			return { content: [{ type: 'text' as const, text: 'done' }] };
		default:
			return undefined;
	}
}
