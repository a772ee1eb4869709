import { setTimeout as pause } from 'node:timers/promises';

import type { IExecuteFunctions, INode, INodeExecutionData } from 'n8n-workflow';

import { toNodeError } from '../../../../src/n8n/client/node-error';
import { forEachItem } from '../../../../src/n8n/item-loop';

/** Handles so many items with a node that goes on after a failure, or stops. */
async function loop(
	mode: 'goes on' | 'stops',
	itemCount: number,
	concurrency: number,
	handle: (itemIndex: number) => Promise<INodeExecutionData[]>,
) {
	const context = {
		continueOnFail: () => mode === 'goes on',
		getInputData: () => Array.from({ length: itemCount }, () => ({ json: {} })),
		getNode: () => ({ name: 'Client', type: 'test', typeVersion: 1 }) as INode,
	} as unknown as IExecuteFunctions;
	const failed = (item: INodeExecutionData) => [item];
	return await forEachItem(context, { concurrency, handle, failed, toNodeError });
}

const item = (itemIndex: number): INodeExecutionData[] => [{ json: { itemIndex } }];

it('runs no more than so many at a time, and keeps the order', async () => {
	let running = 0;
	let most = 0;
	const outputs = await loop('stops', 9, 3, async (itemIndex) => {
		most = Math.max(most, ++running);
		await pause((9 - itemIndex) % 4);
		running--;
		return item(itemIndex);
	});
	expect(most).toBe(3);
	expect(outputs.flat().map(({ json }) => json.itemIndex)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
});

it('begins no new item after a failure, and throws the first in order', async () => {
	const begun: number[] = [];
	const run = loop('stops', 10, 2, async (itemIndex) => {
		begun.push(itemIndex);
		await pause(itemIndex === 0 ? 10 : 1);
		throw new Error(`item ${itemIndex}`);
	});
	await expect(run).rejects.toThrow('item 0');
	expect(begun).toEqual([0, 1]);
});

it('gives a failed item its error, and goes on when it may', async () => {
	const outputs = await loop('goes on', 2, 1, async (itemIndex) => {
		if (itemIndex === 0) throw new Error('no credits');
		return await Promise.resolve(item(itemIndex));
	});
	expect(outputs[0]).toMatchObject([{ json: { error: 'no credits' }, pairedItem: { item: 0 } }]);
	expect(outputs[1]).toEqual(item(1));
});

it.each([0, -3, Number.NaN, 1_000])(
	'makes something sensible of %d at a time',
	async (concurrency) => {
		const outputs = await loop(
			'stops',
			2,
			concurrency,
			async (itemIndex) => await Promise.resolve(item(itemIndex)),
		);
		expect(outputs).toHaveLength(2);
	},
);

it('has nothing to do without items', async () => {
	const none = async () => await Promise.reject(new Error('never'));
	expect(await loop('stops', 0, 5, none)).toEqual([]);
});
