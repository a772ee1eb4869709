import {
	EVERYWHERE,
	SUPPRESSION_KINDS,
	type SuppressionPlace,
	kindOf,
	problemOfKey,
} from '../../ledger/suppression-key';
import type { Suppression, SuppressionEntry } from '../../ledger/suppression-list';
import { type ImportResult, importRows } from '../../ledger/suppression-rows';
import type { Outcome } from '../../model/outcome';
import { isoTime } from '../../model/value';
import { z } from '../../../third-party/zod';
import { limit } from '../fields';
import type { Operation } from '../operation';
import type { OperationPorts } from '../ports';

/** What needs no vendor: the list is kept here. */
function ownOperation<Input, Given>(
	described: Omit<Operation<OperationPorts, Input, Given>, 'family' | 'price' | 'scopes'>,
): Operation<OperationPorts, Input, Given> {
	const scope = described.effect === 'reads' ? 'sequencer.read' : 'sequencer.write';
	return { ...described, family: 'sequencer', price: 'free', scopes: [scope] };
}

const who = z
	.string()
	.min(1)
	.max(500)
	.transform((value, context) => {
		const key = { kind: kindOf(value), value };
		const problem = problemOfKey(key);
		if (problem === undefined) return key;
		context.addIssue({ code: 'custom', message: `${problem}.` });
		return z.NEVER;
	})
	.meta({
		description:
			'An email address, a domain (everyone at a company), a LinkedIn URL, or a phone number with country code',
	});

const scope = z.string().min(1).max(60).default(EVERYWHERE).meta({
	description: 'Where the entry applies: everywhere, crm, sequencer, or the ID of one vendor',
});

const why = {
	reason: z.string().min(1).max(200).default('asked not to be contacted').meta({
		description: 'Shown whenever this entry blocks a write. Do not include personal data.',
	}),
	until: isoTime.optional().meta({ description: 'When the entry expires. Default: never.' }),
};

const entry = z.strictObject({
	kind: z.enum(SUPPRESSION_KINDS),
	value: z.string().optional(),
	scope: z.string(),
	reason: z.string(),
	source: z.string().optional(),
	addedAt: isoTime.optional(),
	until: isoTime.optional(),
});

const endOf = (until: string | undefined) =>
	until === undefined ? {} : { expiresAt: Date.parse(until) };

export const addSuppression = ownOperation({
	name: 'suppression.add',
	label: 'Add',
	title: 'Add to the suppression list',
	description: 'The nodes do not write people on the list to a CRM or enroll them',
	input: z.strictObject({ who, scope, ...why }),
	output: entry,
	effect: 'repeatable',
	run: async ({ ledger }, { who: key, scope: at, reason, until }) => {
		const draft = { ...key, scope: at, reason, ...endOf(until) };
		const [status = 'unchanged'] = await ledger().suppressions.add([draft]);
		return own(status, { ...key, scope: at, reason, ...(until !== undefined && { until }) });
	},
});

export const checkSuppression = ownOperation({
	name: 'suppression.check',
	label: 'Check',
	title: 'Check the suppression list',
	description: 'Checks whether a person or their company is on the list',
	input: z.strictObject({ who, scope }),
	output: entry,
	effect: 'reads',
	run: async ({ ledger }, { who: { kind, value }, scope: at }) => {
		const found = await ledger().suppressions.find({ [FIELDS[kind]]: value }, placeOf(at));
		return found ? own('found', shown(found)) : notListed();
	},
});

export const importSuppressions = ownOperation({
	name: 'suppression.import',
	label: 'Import',
	title: 'Import into the suppression list',
	description: 'Adds many entries at once: lines, CSV with a header row, or a JSON list',
	input: z.strictObject({
		entries: z.string().min(1).max(5_000_000).meta({
			description:
				'One value per line, CSV with a header row, or a JSON list. Columns: value, kind, reason, scope, until and source.',
		}),
		scope,
		...why,
	}),
	output: z.unknown(),
	effect: 'repeatable',
	run: async ({ ledger }, { entries, scope: at, reason, until }) => {
		const defaults = { scope: at, reason, source: 'import', ...endOf(until) };
		return imported(await importRows(ledger().suppressions, entries, defaults));
	},
});

export const listSuppressions = ownOperation({
	name: 'suppression.list',
	label: 'Get Many',
	title: 'Get the suppression list',
	description: 'Lists the current entries, newest first',
	input: z.strictObject({ limit }),
	output: z.array(entry),
	effect: 'reads',
	run: async ({ ledger }, { limit: most }) =>
		own('found', (await ledger().suppressions.list({ limit: most })).map(shown)),
});

export const removeSuppression = ownOperation({
	name: 'suppression.remove',
	label: 'Remove',
	title: 'Remove from the suppression list',
	description: 'Removes the entry for one scope',
	input: z.strictObject({ who, scope }),
	output: entry,
	effect: 'repeatable',
	run: async ({ ledger }, { who: key, scope: at }) => {
		const [removed] = await ledger().suppressions.remove([{ ...key, scope: at }]);
		return removed ? own('updated', { ...key, scope: at }) : notListed();
	},
});

const FIELDS = {
	email: 'email',
	domain: 'domain',
	linkedin: 'linkedinUrl',
	phone: 'phone',
} as const;

/** A vendor's id is looked up among both kinds of systems. */
function placeOf(at: string): SuppressionPlace | undefined {
	if (at === EVERYWHERE) return undefined;
	return { provider: at, channel: at === 'crm' ? 'crm' : 'sequencer' };
}

function shown({ at, expiresAt, ...told }: Suppression | SuppressionEntry) {
	return {
		...told,
		addedAt: new Date(at).toISOString(),
		...(expiresAt !== undefined && { until: new Date(expiresAt).toISOString() }),
	};
}

function own(status: Outcome['status'], record: unknown): Outcome {
	return { status, provider: 'gtm', record };
}

function notListed(): Outcome {
	return {
		status: 'not_found',
		provider: 'gtm',
		reason: {
			code: 'not_suppressed',
			message: 'It is not on the suppression list for this scope.',
		},
		retry: { advised: false },
	};
}

/** Rows of an error message, at most. */
const ROWS_TOLD = 10;

function imported({ refused, ...counts }: ImportResult): Outcome {
	const isChanged = counts.created + counts.updated > 0;
	if (refused.length === 0) return own(isChanged ? 'updated' : 'unchanged', counts);
	const rows = refused.slice(0, ROWS_TOLD).map(({ row, problem }) => `row ${row} ${problem}`);
	return {
		...own('partial', { ...counts, refused }),
		reason: {
			code: 'rows_refused',
			message: `${refused.length} rows were not imported: ${rows.join('; ')}. Correct them and import again. Existing entries stay.`,
		},
		retry: { advised: false },
	};
}
