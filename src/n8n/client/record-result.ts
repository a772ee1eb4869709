import { ENTITY_TYPES, type EntityType } from '../../context/model/entity';
import { simplifyResult } from '../../mcp/client/simplified-result';
import type { CallToolResult } from '../../third-party/mcp-client';
import { isGraphOff } from '../context/graph-switch';
import { observeWrites } from '../context/observe/observe-writes';
import { type ResultMapping, writesOfMapping } from '../context/observe/writes-of-mapping';
import type { ItemRun } from './client-run';
import { type ParameterSource, rowsOf, textOf } from './parameter-source';

const LABEL = 'Options > Record in Context Graph';

/** Where the result of an unknown server is from. */
const ANY_SERVER = 'mcp';

type Recording = Pick<ItemRun, 'context' | 'source' | 'warn'>;

/**
 * Tells the context graph what a tool answered, by the mappings of the node; nothing if it has none.
 * The call is over: whatever goes wrong here is a hint below the output.
 */
export async function recordResult(
	{ context, source, warn }: Recording,
	tool: string,
	result: CallToolResult,
): Promise<void> {
	const given = rowsOf(source.get('options.graph', {}), 'mapping');
	if (given.length === 0 || result.isError || isGraphOff()) return;
	const rows = simplifyResult(result).map(({ json }) => json);
	const writes = given.flatMap((row) => {
		const mapping = readMapping(row);
		if (typeof mapping === 'string') {
			warn(`${LABEL}: ${mapping} Nothing was recorded by it.`);
			return [];
		}
		const mapped = writesOfMapping(rows, mapping, {
			source: sourceOf(row, source),
			sourceRef: `tool/${tool}`.slice(0, 300),
			run: context.getExecutionId(),
			actor: `workflow:${context.getWorkflow().id ?? 'unsaved'}`,
		});
		if (mapped.unnamed > 0) warn(unnamed(mapped.unnamed, mapping));
		return mapped.writes;
	});
	const lost = await observeWrites({ context }, writes);
	if (lost !== undefined) warn(lost.message);
}

/** @returns what is wrong with it, if it cannot be used */
function readMapping(row: Readonly<Record<string, unknown>>): ResultMapping | string {
	const records = textOf(row.records).trim();
	const identifiers = rowsOf(row.identifiers, 'identifier').map(({ kind, field }) => ({
		kind: textOf(kind).trim(),
		field: textOf(field).trim(),
	}));
	const facts = rowsOf(row.facts, 'fact').map(({ attribute, field }) => ({
		attribute: textOf(attribute).trim(),
		field: textOf(field).trim(),
	}));
	if (identifiers.length === 0) return 'Identifiers is empty. Add one, such as email.';
	if (facts.length === 0) return 'Facts is empty. Add one, such as title.';
	if ([...identifiers, ...facts].some((one) => Object.values(one).includes(''))) {
		return 'A row of Identifiers or Facts is not complete. Fill in both of its fields.';
	}
	return {
		type: typeOf(row.type),
		...(records !== '' && { records }),
		identifiers,
		facts,
	};
}

function typeOf(given: unknown): EntityType {
	return ENTITY_TYPES.find((type) => type === given) ?? 'contact';
}

/** As the user says; else the preset is a vendor. */
function sourceOf(row: Readonly<Record<string, unknown>>, source: ParameterSource): string {
	const named = textOf(row.source).trim().toLowerCase();
	if (named !== '') return named;
	const preset = source.get('server', 'url') === 'preset' ? textOf(source.get('preset', '')) : '';
	return preset === '' ? ANY_SERVER : preset;
}

function unnamed(count: number, { identifiers }: ResultMapping): string {
	const fields = identifiers.map(({ field }) => field).join(', ');
	const records =
		count === 1 ? 'A record of the result has' : `${count} records of the result have`;
	return `${LABEL}: ${records} none of the fields ${fields}, and ${count === 1 ? 'was' : 'were'} not recorded. Check Records and Identifiers.`;
}
