import { inChunks } from '../../../base/in-chunks';
import { EVERYWHERE, SUPPRESSION_KINDS } from '../../ledger/suppression-key';
import type { SuppressionEntry } from '../../ledger/suppression-list';
import type { VendorClient } from '../../http/vendor-client';
import { toOutcome, VendorError } from '../../http/vendor-error';
import { RESULTS_MAX } from '../../model/results-max';
import type { Blockable, VendorBlockList } from '../../sequencer/block-list';
import { notOffered } from '../../vendors/not-offered';
import { z } from '../../../third-party/zod';
import { sequencerOperation } from './sequencer-operation';

/** Whoever is named in an answer, at most. */
const NAMED = 100;

const OUTCOMES = ['pushed', 'already', 'temporary', 'not_taken', 'unreadable', 'missing'] as const;

type PushOutcome = (typeof OUTCOMES)[number];

interface Pushed {
	kind: string;
	value?: string;
	outcome: PushOutcome;
}

const count = z.int().nonnegative();

/** Our list, on the vendor's own. */
export const pushSuppressions = sequencerOperation({
	name: 'blocklist.push',
	label: 'Push Suppressions',
	title: "Push the suppression list to the vendor's own",
	description:
		'Adds the people and companies on the suppression list to the list that the vendor keeps itself. Entries for other vendors stay out, and no entry is removed.',
	input: z.strictObject({}),
	output: z.strictObject({
		counts: z.strictObject(
			Object.fromEntries(OUTCOMES.map((name) => [name, count])) as Record<
				PushOutcome,
				typeof count
			>,
		),
		/** Those that are on the vendor's list only now, or not at all: the first hundred. */
		entries: z.array(
			z.strictObject({
				kind: z.enum(SUPPRESSION_KINDS),
				value: z.string().optional(),
				outcome: z.enum(OUTCOMES),
			}),
		),
	}),
	effect: 'repeatable',
	run: async ({ vendor, client, ledger }) => {
		const { blockList } = vendor;
		const { provider } = client;
		if (!blockList) {
			const capability = vendor.capabilities['blocklist.push'];
			const why = `${vendor.profile.name} has no list to push to.`;
			return notOffered(provider, capability.supported ? why : capability.why);
		}
		const all = await ledger().suppressions.list({ limit: RESULTS_MAX + 1 });
		const listed = all.slice(0, RESULTS_MAX);
		const meant = listed.filter(({ scope }) => [EVERYWHERE, 'sequencer', provider].includes(scope));
		const { pushed, failure } = await push(client, blockList, meant);
		const tally = (name: PushOutcome) => pushed.filter(({ outcome }) => outcome === name).length;
		const record = {
			counts: Object.fromEntries(OUTCOMES.map((name) => [name, tally(name)])),
			entries: pushed.filter(({ outcome }) => outcome !== 'already').slice(0, NAMED),
		};
		if (failure && tally('pushed') === 0) return toOutcome(failure);
		if (failure || tally('missing') > 0) {
			const { message } = failure ?? { message: 'The vendor does not show them on its list.' };
			const reason = {
				code: 'page_failed',
				message: `${tally('missing')} entries are not on the list of ${vendor.profile.name}: ${message} Run it again: what is there stays.`,
			};
			return { status: 'partial', provider, record, reason, retry: { advised: true } };
		}
		if (all.length > listed.length) {
			const message = `The newest ${RESULTS_MAX} entries of the suppression list are the maximum for one run, and there are more. The older ones were not pushed: export the list and import it at ${vendor.profile.name}.`;
			const reason = { code: 'results_limit', message };
			return { status: 'partial', provider, record, reason, retry: { advised: false } };
		}
		return { status: tally('pushed') > 0 ? 'updated' : 'unchanged', provider, record };
	},
});

/** What becomes of each entry. What was added is looked up afterwards: a success alone says too little. */
async function push(
	client: VendorClient,
	list: VendorBlockList,
	entries: readonly SuppressionEntry[],
): Promise<{ pushed: Pushed[]; failure?: VendorError }> {
	const told: Pushed[] = [];
	const wanted = new Map<string, Blockable>();
	for (const entry of entries) {
		const why = obstacleTo(entry, list);
		const { kind, value } = entry;
		if (why !== undefined || value === undefined) {
			told.push({ kind, ...(value !== undefined && { value }), outcome: why ?? 'unreadable' });
			continue;
		}
		// One may be on our list for several places.
		wanted.set(list.spell({ kind, value }).toLowerCase(), { kind, value });
	}
	if (wanted.size === 0) return { pushed: told };
	try {
		const before = await list.read(client);
		const missing = [...wanted.keys()].filter((value) => !before.has(value));
		const failure = await addAll(client, list, missing);
		const after = missing.length === 0 ? before : await list.read(client);
		for (const [spelled, entry] of wanted) {
			const outcome = before.has(spelled) ? 'already' : after.has(spelled) ? 'pushed' : 'missing';
			told.push({ ...entry, outcome });
		}
		return { pushed: told, ...(failure && { failure }) };
	} catch (error) {
		if (!(error instanceof VendorError)) throw error;
		const lost = [...wanted.values()].map((one) => ({ ...one, outcome: 'missing' as const }));
		return { pushed: [...told, ...lost], failure: error };
	}
}

/** Why an entry is not pushed. The vendor's list has no end to an entry, and nobody is taken off it from here. */
function obstacleTo(
	{ kind, value, expiresAt }: SuppressionEntry,
	{ kinds }: VendorBlockList,
): PushOutcome | undefined {
	if (value === undefined) return 'unreadable';
	if (expiresAt !== undefined) return 'temporary';
	return kinds.includes(kind) ? undefined : 'not_taken';
}

async function addAll(
	client: VendorClient,
	list: VendorBlockList,
	values: readonly string[],
): Promise<VendorError | undefined> {
	try {
		for (const portion of inChunks(values, list.most)) await list.add(client, portion);
		return undefined;
	} catch (error) {
		if (!(error instanceof VendorError)) throw error;
		return error; // What came before it is on the list.
	}
}
