import type { INodeParameters, INodeType } from 'n8n-workflow';

import { type OddServer, TOOL, startOddServer } from '../../peers/odd-servers/odd-server';
import { runWorkflow } from '../harness/run-workflow';

/** A node that calls one tool for each item. */
export interface ClientUnderTest {
	nodeType: INodeType;
	typeVersion: number;
	/** Its parameters for a tool at this URL, given arguments as JSON text. */
	parameters(url: string, tool: string, json: string): INodeParameters;
}

/** What a client made of an odd server. */
export interface OddOutcome {
	/** Items that hold what is awaited. */
	right: number;
	items: number;
	/** Of the first item that does not, or of the first one. */
	said: string;
	ms: number;
}

const SAID_MAX = 300;

/** Has a client call the tool of an odd server, once for each item, and go on when one fails. */
export async function runOddServer(row: OddServer, client: ClientUnderTest): Promise<OddOutcome> {
	const count = row.items ?? 2;
	const server = await startOddServer({ ...row, reply: row.reply });
	const items = Array.from({ length: count }, (_, index) => ({ index }));
	const startedAt = performance.now();
	try {
		const finished = await runWorkflow(
			{
				nodes: [
					{ name: 'Start', type: 'test.startItems', parameters: { items: JSON.stringify(items) } },
					{
						name: 'Client',
						type: `test.${client.nodeType.description.name}`,
						typeVersion: client.typeVersion,
						onError: 'continueRegularOutput',
						parameters: client.parameters(server.url, TOOL, JSON.stringify(row.arguments ?? {})),
					},
				],
				connections: { Start: { main: [[{ node: 'Client', type: 'main', index: 0 }]] } },
			},
			{ nodeTypes: [client.nodeType] },
		);
		const texts = finished.output('Client').map(({ json, error }) => {
			const described = error && 'description' in error ? String(error.description) : '';
			return `${JSON.stringify(json)} ${error?.message ?? ''} ${described}`;
		});
		if (texts.length === 0) texts.push(finished.error?.message ?? '');
		const byItem = groupByItem(finished.output('Client'), texts, count);
		const right = byItem.filter((text) => row.awaited.test(text)).length;
		const wrong = byItem.find((text) => !row.awaited.test(text));
		return {
			right,
			items: count,
			said: (wrong ?? byItem[0] ?? texts[0] ?? '').slice(0, SAID_MAX),
			ms: Math.round(performance.now() - startedAt),
		};
	} finally {
		await server.close();
	}
}

/** A client may give several items for one. */
function groupByItem(
	output: ReadonlyArray<{ pairedItem?: unknown }>,
	texts: readonly string[],
	count: number,
): string[] {
	return Array.from({ length: count }, (_, item) =>
		texts
			.filter((_text, index) => {
				const paired = output[index]?.pairedItem as { item?: number } | number | undefined;
				return (typeof paired === 'object' ? paired.item : paired) === item;
			})
			.join('\n'),
	);
}
