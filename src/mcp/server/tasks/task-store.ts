import { BoundedMap } from '../../../base/bounded-map';
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
/** Of all results together, as JSON; beyond it, those that nobody has asked for longest are dropped. */
export const MOST_RESULT_BYTES = 128 * 1024 * 1024;

/** The tasks of this process. Each is known to its holder only. */
export class TaskStore {
	private readonly tasks = new Map<string, StoredTask & { holder: string }>();
	private readonly counts = new Map<string, number>();

	/** The bytes of each result, by task. */
	private readonly results: BoundedMap<string, number>;

	constructor(
		private readonly ports: TaskStorePorts,
		mostResultBytes = MOST_RESULT_BYTES,
	) {
		this.results = new BoundedMap({
			entries: MOST_TASKS,
			weight: { max: mostResultBytes, of: (bytes) => bytes },
			onEvict: (taskId) => this.tasks.get(taskId)?.task.dropResult(),
		});
	}

	/** @param holder whose a task would be, see `holderOf` */
	hasRoom(holder: string): boolean {
		return this.tasks.size < MOST_TASKS && (this.counts.get(holder) ?? 0) < MOST_TASKS_OF_ONE;
	}

	/** @returns undefined if there is no room */
	create(call: CallInProgress, holder: string, ttlMs: number): Task | undefined {
		if (!this.hasRoom(holder)) return undefined;
		const { createId, now, schedule } = this.ports;
		const taskId = createId();
		const task = new Task(taskId, now(), ttlMs, now, (result) =>
			this.results.set(taskId, Buffer.byteLength(JSON.stringify(result))),
		);
		this.tasks.set(task.taskId, { task, call, holder });
		this.count(holder, 1);
		schedule(ttlMs, () => {
			this.tasks.delete(taskId);
			this.results.delete(taskId);
			this.count(holder, -1);
			call.cancel();
		});
		return task;
	}

	find(taskId: string, holder: string): StoredTask | undefined {
		const stored = this.tasks.get(taskId);
		if (stored?.holder !== holder) return undefined;
		this.results.get(taskId); // It is wanted: others make room first.
		return stored;
	}

	private count(holder: string, change: 1 | -1): void {
		const count = (this.counts.get(holder) ?? 0) + change;
		if (count > 0) this.counts.set(holder, count);
		else this.counts.delete(holder);
	}
}
