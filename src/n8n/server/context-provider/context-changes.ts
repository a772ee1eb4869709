import type { ContextGraph } from '../../../context/context-graph';
import type { ChangeSource } from '../../../mcp/server/provider/provider';
import { addressesOf } from './context-addresses';

export interface ChangePorts {
	/** Repeats a task; gives what ends that. */
	repeat(this: void, milliseconds: number, task: () => void): () => void;
	report(this: void, error: unknown): void;
}

/** How soon clients hear of a change. */
export const LOOK_EVERY_MS = 2_000;
/** Changes of one look. */
const MOST_CHANGES = 500;

/**
 * Looks for changes of the graph while clients listen, whichever process made them, and tells of the
 * resources that they are changes of.
 */
export function contextChanges(
	graph: () => Promise<ContextGraph>,
	{ repeat, report }: ChangePorts,
): ChangeSource {
	return (announce) => {
		let cursor: string | undefined;
		let isLooking = false;
		let lastTrouble: string | undefined;
		const look = async () => {
			const open = await graph();
			const { changes, cursor: next } = await open.changesSince({
				cursor: cursor ?? 'now',
				limit: MOST_CHANGES,
			});
			cursor = next;
			lastTrouble = undefined;
			const changed = new Map(changes.map(({ entityId, type }) => [entityId, type]));
			for (const [id, type] of changed) {
				for (const uri of await addressesOf(open, id, type)) announce({ kind: 'resource', uri });
			}
		};
		// A store that cannot be opened is trouble once, and not every two seconds.
		const tell = (error: unknown) => {
			const trouble = String(error);
			if (trouble !== lastTrouble) report(error);
			lastTrouble = trouble;
		};
		const lookOnce = () => {
			if (isLooking) return;
			isLooking = true;
			void look()
				.catch(tell)
				.finally(() => (isLooking = false));
		};
		lookOnce();
		return repeat(LOOK_EVERY_MS, lookOnce);
	};
}
