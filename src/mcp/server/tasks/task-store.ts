import { Task } from './task';
import type { CallInProgress } from '../calls/call-in-progress';
import type { Schedule } from '../calls/call-ports';

export interface StoredTask {
	task: Task;
	call: CallInProgress;
}

export interface TaskStorePorts {
	schedule: Schedule;
	createId: () => string;
	now: () => number;
}

/** Tasks are kept, results and all, until they expire: a client must not fill the memory with them. */
export const MOST_TASKS_OF_ONE = 200;
export const MOST_TASKS = 1_000;

/** The tasks of this process. Each is known to its holder only. */
export class TaskStore {
	private readonly tasks = new Map<string, StoredTask & { holder: string }>();
	private readonly counts = new Map<string, number>();

	constructor(private readonly ports: TaskStorePorts) {}

	/** @param holder whose a task would be, see `holderOf` */
	hasRoom(holder: string): boolean {
		return this.tasks.size < MOST_TASKS && (this.counts.get(holder) ?? 0) < MOST_TASKS_OF_ONE;
	}

	/** @returns undefined if there is no room */
	create(call: CallInProgress, holder: string, ttlMs: number): Task | undefined {
		if (!this.hasRoom(holder)) return undefined;
		const { createId, now, schedule } = this.ports;
		const task = new Task(createId(), now(), ttlMs, now);
		this.tasks.set(task.taskId, { task, call, holder });
		this.count(holder, 1);
		schedule(ttlMs, () => {
			this.tasks.delete(task.taskId);
			this.count(holder, -1);
			call.cancel();
		});
		return task;
	}

	find(taskId: string, holder: string): StoredTask | undefined {
		const stored = this.tasks.get(taskId);
		return stored?.holder === holder ? stored : undefined;
	}

	private count(holder: string, change: 1 | -1): void {
		const count = (this.counts.get(holder) ?? 0) + change;
		if (count > 0) this.counts.set(holder, count);
		else this.counts.delete(holder);
	}
}
