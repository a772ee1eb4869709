import { contextChanges } from '../../../../../../src/n8n/server/context-provider/context-changes';

it('a graph that cannot be opened is reported once, and looked for again', async () => {
	const reported: unknown[] = [];
	const looks: Array<() => void> = [];
	let opened = 0;
	const changes = contextChanges(
		async () => {
			opened += 1;
			return await Promise.reject(new Error('The disk is full'));
		},
		{
			repeat: (_, task) => {
				looks.push(task);
				return () => looks.pop();
			},
			report: (error) => reported.push(error),
		},
	);
	const stop = changes(() => undefined);
	await new Promise(setImmediate);
	looks[0]?.();
	await new Promise(setImmediate);
	expect(opened).toBe(2);
	expect(reported).toMatchObject([{ message: 'The disk is full' }]);
	stop();
	expect(looks).toEqual([]);
});
