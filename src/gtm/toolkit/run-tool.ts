import { type Outcome, type OutcomeStatus } from '../model/outcome';
import { inputOf } from '../operations/operation';
import { projectOutcome } from '../output/projection';
import { allVendors } from '../vendors/registry';
import type { OfferedTool, ToolkitOperation } from './offered-tool';
import { MOST_RESULTS, type PageWish, countFor, pageOf, pageWish } from './page';
import { membersOf } from './tool-schema';

/** How a call of a tool ended: data, or words that tell the model what to do differently. */
export type ToolEnd =
	{ kind: 'data'; data: Record<string, unknown> } | { kind: 'failed'; message: string };

export interface ToolRun {
	/** What the owner decides for every call, such as a budget; members that an operation lacks are left out. */
	fixed: Readonly<Record<string, unknown>>;
	/** Only these fields of a record may leave; all canonical ones if empty. */
	fields: readonly string[];
	/** Runs the operation with an input that its schema made. */
	run(operation: ToolkitOperation, input: never): Promise<Outcome>;
}

/** What somebody has to do about it, or wait for: no data comes of these. */
const FAILURES: readonly OutcomeStatus[] = [
	'quota_exhausted',
	'rate_limited',
	'forbidden',
	'invalid',
	'legal_block',
	'upstream_error',
];

/** Runs a tool with arguments from a model. Never throws for what the arguments or the vendor do. */
export async function runTool(
	{ tool, operations }: OfferedTool,
	given: Readonly<Record<string, unknown>>,
	run: ToolRun,
): Promise<ToolEnd> {
	const { kind = '', ...members } = given;
	const operation = operations.get(operations.has('') ? '' : String(kind));
	if (!operation) {
		const kinds = [...operations.keys()].join(', ');
		return failed(`Invalid arguments of ${tool.name}; nothing ran. kind must be one of: ${kinds}.`);
	}
	return await runOperation(operation, members, run, tool.name);
}

/** The same for one operation, as resources and completions need it. */
export async function runOperation(
	operation: ToolkitOperation,
	members: Readonly<Record<string, unknown>>,
	run: ToolRun,
	name = operation.name,
): Promise<ToolEnd> {
	const known = membersOf(operation);
	const fixed = Object.entries(run.fixed).filter(([member]) => known.has(member));
	const { offset: _, ...own } = members;
	let wish: PageWish | undefined;
	let input: unknown;
	try {
		wish = known.has('limit') ? pageWish(members) : undefined;
		const whole = {
			...own,
			...(wish && { limit: limitFor(operation, wish) }),
			...Object.fromEntries(fixed),
		};
		input = inputOf(operation as never, whole);
	} catch (error) {
		if (!(error instanceof RangeError)) throw error;
		return failed(`Invalid arguments of ${name}; nothing ran. ${error.message}`);
	}
	return toEnd(await run.run(operation, input as never), run.fields, wish);
}

function toEnd(outcome: Outcome, fields: readonly string[], wish: PageWish | undefined): ToolEnd {
	const { status, reason, retry } = outcome;
	if (FAILURES.includes(status)) {
		const wait = retry?.advised ? ` ${waitFor(retry.afterMs)}` : '';
		return failed(
			`${status}${whereFrom(outcome)}: ${sentence(reason?.message ?? 'The vendor gave no reason.')}${wait}`,
		);
	}
	const projected = projectOutcome(
		outcome,
		fields.length > 0 ? { mode: 'selected', fields } : { mode: 'simplified' },
	);
	const { record, requestId: _request, raw: _raw, ...rest } = projected;
	if (!wish || !Array.isArray(record)) {
		return { kind: 'data', data: { ...rest, ...(record !== undefined && { record }) } };
	}
	const { records, nextOffset } = pageOf(record, wish);
	return {
		kind: 'data',
		data: {
			...rest,
			record: records,
			...(nextOffset !== undefined && { next_offset: nextOffset }),
		},
	};
}

/** The vendor by its name: a server may have several, and the others can still be asked. */
function whereFrom({ provider }: Outcome): string {
	const vendor = allVendors.find(({ profile }) => profile.id === provider);
	return vendor ? ` from ${vendor.profile.name}` : '';
}

/** Where a vendor charges, another limit would be another question, and be paid for again. */
function limitFor({ price }: ToolkitOperation, wish: PageWish): number {
	return price === 'credits' ? MOST_RESULTS : countFor(wish);
}

function sentence(text: string): string {
	return /[.!?]$/.test(text) ? text : `${text}.`;
}

function waitFor(afterMs: number | undefined): string {
	if (afterMs === undefined) return 'Call again with the same arguments.';
	return `Call again with the same arguments in ${Math.ceil(afterMs / 1000)} seconds.`;
}

function failed(message: string): ToolEnd {
	return { kind: 'failed', message };
}
