import type { ContextAnswer } from '../query/context-answer';
import type { EntityType } from '../model/entity';
import type { OpenGraph } from './graph-ports';

const SIDES = ['contact', 'account', 'deal', 'sequence'] as const satisfies readonly EntityType[];

/** Attributes of answers until they are written: one write for many reads. */
const ANSWERS_A_WRITE = 200;

/** Counts how often each attribute was part of an answer, without a write for each. */
export interface ShownCounts {
	add(answer: ContextAnswer): void;
	/** Writes what has been counted since the last time. */
	flush(): Promise<void>;
	/** True if it is worth a write. */
	isFull(): boolean;
}

export function createShownCounts(graph: OpenGraph): ShownCounts {
	let counts = new Map<string, number>();
	let answers = 0;
	return {
		add(answer) {
			answers += 1;
			for (const type of SIDES) {
				for (const attribute of Object.keys(answer[type]?.facts ?? {})) {
					const key = `${type} ${attribute}`;
					counts.set(key, (counts.get(key) ?? 0) + 1);
				}
			}
		},
		isFull: () => answers >= ANSWERS_A_WRITE,
		async flush() {
			const taken = counts;
			counts = new Map();
			answers = 0;
			if (taken.size === 0) return;
			const at = new Date(graph.now()).toISOString();
			await graph.database.write(async (tables) => {
				for (const [key, times] of taken) {
					const [type, attribute] = key.split(' ') as [EntityType, string];
					await tables
						.insertInto('graph_shown')
						.values({ type, attribute, times, last_at: at })
						.onConflict((conflict) =>
							conflict.columns(['type', 'attribute']).doUpdateSet((is) => ({
								times: is('graph_shown.times', '+', is.ref('excluded.times')),
								last_at: at,
							})),
						)
						.execute();
				}
			});
		},
	};
}
