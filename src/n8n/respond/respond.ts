import { readContentBlocks } from './content-blocks';
import { done, type Run, type StartOperation } from './operation';
import { parametersOf, type ItemParameters } from './parameters';
import { expectTriggerUpstream } from './trigger-upstream';
import type { LiveCall } from '../../mcp/bus/live-call';
import { isJsonObject } from '../../mcp/protocol/json-rpc';
import { type ErrorCode, ProtocolError } from '../../mcp/protocol/protocol-error';
import { ContentError } from '../../mcp/server/content/content-error';
import {
	contentResult,
	rawResult,
	structuredResult,
} from '../../mcp/server/content/respond-result';
import { CALLER_KEY } from '../server/flow-start';

type ContentBlocks = Awaited<ReturnType<typeof readContentBlocks>>;
/** @returns false if the call was answered before */
type Answer = (call: LiveCall) => Promise<boolean>;

/**
 * Answers once, for all items: with the content blocks of all of them, or with what the first item
 * says. One item that is marked as a failure makes the whole content one.
 */
export const startRespond: StartOperation = (run) => {
	const blocks: ContentBlocks = [];
	let failed = false;
	let answer: Answer | undefined;
	return {
		handle: async (itemIndex) => {
			if (!run.call && !run.asTool) expectTriggerUpstream(run.context, itemIndex);
			const parameters = parametersOf(run.context, itemIndex);
			if (parameters.value('answerWith', 'content') === 'content') {
				blocks.push(...(await readContentBlocks(run.context, itemIndex)));
				failed ||= parameters.flag('isError');
				answer = async (call) =>
					await call.respond(contentResult(blocks, failed ? 'failure' : 'success'));
			} else if (itemIndex === 0) {
				answer = readAnswer(parameters);
			}
			return done(run);
		},
		finish: async () => await send(run, answer),
	};
};

/** Nothing is sent if every item that has a say failed. */
async function send({ call, hint }: Run, answer: Answer | undefined): Promise<void> {
	if (call === undefined || answer === undefined) return;
	if (!(await answer(call))) {
		hint('The call was already answered, canceled or timed out, so this answer was not sent.');
	}
}

function readAnswer(parameters: ItemParameters): Answer {
	const answerWith = parameters.value('answerWith');
	switch (answerWith) {
		case 'json': {
			const result = structuredResult(withoutCaller(parameters.json('structured')));
			return async (call) => await call.respond(result);
		}
		case 'raw': {
			const result = rawResult(parameters.json('result'));
			return async (call) => await call.respond(result);
		}
		case 'protocolError': {
			const error = readProtocolError(parameters);
			return async (call) => await call.fail(error);
		}
		default:
			throw new ContentError('answerWith', 'is not one of content, json, raw, protocolError');
	}
}

/** The caller is data for the flow, and not for an answer. */
function withoutCaller(data: unknown): unknown {
	if (!isJsonObject(data)) return data;
	const { [CALLER_KEY]: _caller, ...rest } = data;
	return rest;
}

function readProtocolError(parameters: ItemParameters): ProtocolError {
	const code = parameters.number('code');
	if (!Number.isSafeInteger(code)) throw new ContentError('code', 'is not a whole number');
	const message = parameters.text('message');
	if (message.trim() === '') throw new ContentError('message', 'is empty');
	// JSON-RPC leaves codes to applications that are not among those this package emits itself.
	return new ProtocolError(code as ErrorCode, message);
}
