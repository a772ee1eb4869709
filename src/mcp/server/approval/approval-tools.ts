import { holderOf } from '../calls/calls-in-process';
import type { ToolDeclaration } from '../catalog/tools';
import { isJsonObject, type JsonObject } from '../../protocol/json-rpc';
import type { InProcessCall } from '../provider/in-process-call';
import { ProviderError } from '../provider/provider-error';
import { toolData } from '../calls/tool-result';
import type { Proposal, Proposals } from './proposals';

/** For cards: models neither see it nor have the ticket that it wants. */
export const DECIDE_TOOL = 'decide_approval';
export const STATUS_TOOL = 'get_approval';

/** The two tools of a server some of whose tools wait for a person's word. */
export function approvalTools(proposals: Proposals): ToolDeclaration[] {
	const common = { execution: 'call', resultFields: [], forAnybody: true } as const;
	return [
		{
			...common,
			place: { list: 'Approval', position: 0 },
			name: STATUS_TOOL,
			title: 'Get an approval',
			description:
				'Whether the user has allowed a call that waits for approval, and what came of it. Use it when the user says that they have decided.',
			input: { kind: 'schema', schema: STATUS_INPUT },
			outputSchema: STATUS_OUTPUT,
			annotations: { readOnlyHint: true, openWorldHint: false },
			target: {
				kind: 'inProcess',
				serve: async (call) => await Promise.resolve(answer(findFor(call, proposals))),
			},
		},
		{
			...common,
			place: { list: 'Approval', position: 1 },
			name: DECIDE_TOOL,
			title: 'Decide on an approval',
			description: 'For the approval card: the decision of the user. Models cannot use it.',
			input: { kind: 'schema', schema: DECIDE_INPUT },
			annotations: { readOnlyHint: false, openWorldHint: true },
			view: { visibility: ['app'] },
			target: {
				kind: 'inProcess',
				serve: async (call) => await Promise.resolve(answer(decide(call, proposals))),
			},
		},
	];
}

const ID = { type: 'string', description: 'As the call that waits gave it' };
const STATUS_INPUT: JsonObject = { type: 'object', properties: { id: ID }, required: ['id'] };
const STATUS_OUTPUT: JsonObject = {
	type: 'object',
	properties: {
		state: { enum: ['open', 'running', 'done', 'refused'] },
		message: { type: 'string' },
		outcome: { type: 'object', description: 'What the tool gave, once it has run' },
	},
};
const DECIDE_INPUT: JsonObject = {
	type: 'object',
	properties: {
		id: ID,
		ticket: { type: 'string' },
		decision: { enum: ['look', 'allow', 'refuse'] },
		arguments: { type: 'object', description: 'In place of those that were proposed' },
		note: { type: 'string', maxLength: 500 },
	},
	required: ['id', 'ticket', 'decision'],
};

function findFor({ arguments: given, server, principal }: InProcessCall, proposals: Proposals) {
	const found = proposals.find(given.id, holderOf(server, principal));
	if (found) return found;
	throw new ProviderError(
		'There is no such approval: it is older than a day, or the server has started again. Nothing was written. Call the tool again if it is still wanted.',
	);
}

/** An approval that is still open is run by operations.ts, in place of this tool. */
function decide(call: InProcessCall, proposals: Proposals): Proposal {
	const { decision, ticket, note } = call.arguments;
	const proposal = findFor(call, proposals);
	if (proposal.ticket !== ticket) {
		throw new ProviderError('Only the user can decide, in the card or on the page of the server.');
	}
	if (decision === 'look') return proposal;
	if (proposal.state !== 'open') {
		throw new ProviderError(`This was decided before: ${STATES[proposal.state]}`);
	}
	if (decision === 'allow') {
		throw new ProviderError(
			`Nothing was written: the server has no tool ${proposal.tool} any more.`,
		);
	}
	proposal.state = 'refused';
	if (typeof note === 'string' && note !== '') proposal.note = note;
	return proposal;
}

const STATES: Readonly<Record<Proposal['state'], string>> = {
	open: 'The user has not decided yet. Nothing was written.',
	running: 'The user has allowed it, and it is running.',
	done: 'The user has allowed it, and it has run.',
	refused: 'The user has refused it. Nothing was written. Ask what should be different.',
};

function answer({ id, title, tool, state, note, result }: Proposal): JsonObject {
	return {
		...toolData({
			id,
			title,
			tool,
			state,
			message: STATES[state],
			...(note === undefined ? {} : { note }),
			...(result ? { outcome: outcomeOf(result) } : {}),
		}),
	};
}

function outcomeOf({ structuredContent, content, isError }: JsonObject): JsonObject {
	if (isJsonObject(structuredContent)) return structuredContent;
	const blocks = Array.isArray(content) ? (content as unknown[]).filter(isJsonObject) : [];
	const text = blocks.map((block) => (typeof block.text === 'string' ? block.text : '')).join('\n');
	return { ...(isError === true ? { failed: true } : {}), text };
}
