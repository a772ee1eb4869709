import { StandingClock } from '../doubles/standing-clock';
import type { CallInProgress } from '../../../../../../src/mcp/server/calls/call-in-progress';
import { TaskStore } from '../../../../../../src/mcp/server/tasks/task-store';

const HOUR = 3_600_000;

function storeOf(mostResultBytes: number) {
	const { now, schedule } = new StandingClock();
	let ids = 0;
	const store = new TaskStore({ now, schedule, createId: () => `task-${++ids}` }, mostResultBytes);
	const call = { cancel: () => undefined } as CallInProgress;
	return { store, create: () => store.create(call, 'dana', HOUR) };
}

const resultOf = (bytes: number) => ({ content: 'x'.repeat(bytes) });

it('keeps no more of results than fits, and drops what nobody asked for longest', () => {
	const { store, create } = storeOf(1_000);
	const [first, second, third] = [create(), create(), create()];
	first?.complete(resultOf(400));
	second?.complete(resultOf(400));
	store.find('task-1', 'dana');
	third?.complete(resultOf(400));
	expect([first, second, third].map((task) => task?.describeState().status)).toEqual([
		'completed',
		'failed',
		'completed',
	]);
	expect(second?.describeState()).toMatchObject({
		error: { message: expect.stringContaining('was dropped') },
	});
	expect(second?.describeState()).not.toHaveProperty('result');
});

it('tells the client of a result that is larger than all that may be kept', () => {
	const { create } = storeOf(100);
	const task = create();
	task?.complete(resultOf(200));
	expect(task?.describeState().status).toBe('failed');
});
