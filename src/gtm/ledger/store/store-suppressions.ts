import type { Database } from '../../../base/database/database';
import type { Seal } from '../../../base/sealed-value';
import {
	addToRegister,
	findInRegister,
	type Listed,
	listRegister,
	releaseFromRegister,
} from '../../../base/suppression/suppression-register';
import type { SuppressionSchema } from '../../../base/suppression/suppression-tables';
import {
	SUPPRESSION_KINDS,
	type SuppressionKind,
	keysOf,
	normalizedKeys,
} from '../suppression-key';
import type { Suppression, SuppressionDraft, SuppressionList } from '../suppression-list';

/** The list of the store, in which the context graph looks as well. */
export function createStoreSuppressions(
	open: () => Promise<Database<SuppressionSchema>>,
	now: () => number,
	seal: Seal,
): SuppressionList {
	return {
		async add(drafts) {
			const keys = normalizedKeys(drafts);
			const entries = keys.map((key, index) => ({
				...(drafts[index] as SuppressionDraft),
				...key,
			}));
			const { write } = await open();
			return await write(async (tables) => await addToRegister(tables, entries, now(), seal));
		},
		async remove(keys) {
			const normal = normalizedKeys(keys);
			const { write } = await open();
			return await write(async (tables) => await releaseFromRegister(tables, normal, now()));
		},
		async find(record, place) {
			const keys = keysOf(record, place);
			if (keys.length === 0) return undefined;
			const { read } = await open();
			const found = await read(async (tables) => await findInRegister(tables, keys, { at: now() }));
			const [first] = keys.flatMap(
				({ scope }, index) => found[index]?.filter((one) => one.scope === scope) ?? [],
			);
			return first && toSuppression(first);
		},
		async list({ kind, ...query }) {
			const { read } = await open();
			const kinds = kind === undefined ? SUPPRESSION_KINDS : [kind];
			const entries = await read(
				async (tables) => await listRegister(tables, { ...query, kinds }, now(), seal),
			);
			return entries.map(toSuppression);
		},
	};
}

/** Kinds that only the graph knows are asked for by nobody here. */
function toSuppression<Entry extends Listed>(entry: Entry): Entry & Suppression {
	return entry as Entry & { kind: SuppressionKind };
}
