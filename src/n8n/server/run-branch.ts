import {
	NodeOperationError,
	type IBinaryData,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';

import { resultOfRun } from './execution-result';
import { readConnectedTools } from './connected-tools';
import { readStartItem, toFlowItem, type FlowStart } from './flow-start';
import { mcpProcess } from './mcp-process';
import { readBranches, type ResultShape } from './trigger-parameters';
import { onExecutionFinished, stopBeforeNextNode, type FinishedRun } from '../runtime-internals';
import type { LiveCall } from '../../mcp/bus/live-call';
import { isJsonObject, type JsonObject } from '../../mcp/protocol/json-rpc';
import { ErrorCode, ProtocolError } from '../../mcp/protocol/protocol-error';
import { callerOf } from './caller-of';
import type { CheckedCall } from '../../mcp/server/calls/checked-call';
import { toolData } from '../../mcp/server/calls/tool-result';

type CallStart = Extract<FlowStart, { kind: 'call' }>;

/**
 * The trigger's part in an execution: ties the call to it, sends it down the output of its branch,
 * and answers when the whole execution has ended.
 *
 * @returns one list of items an output; all but one are empty
 * @throws NodeOperationError if nothing that starts a branch started the execution
 */
export async function runBranch(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const start = readStartItem(context.getInputData()[0]?.json);
	if (start === undefined) {
		throw new NodeOperationError(context.getNode(), 'This execution has no MCP call', {
			description:
				'This node starts when an MCP client calls one of its tools. Click Execute step, then call a tool at the test URL.',
		});
	}
	const branches = readBranches({
		getNodeParameter: (name, fallback) => context.getNodeParameter(name, 0, fallback),
	});
	if (start.kind === 'audit') {
		return sendDown(branches.length, start.output, { ...start.record } as unknown as IDataObject);
	}
	if (start.kind === 'discovery') {
		const tools = await readConnectedTools(context, (message) => report(context, message));
		mcpProcess().connectedTools.learn(start.server, tools);
		return sendDown(Math.max(branches.length, 1), -1, {});
	}
	const { target } = start.call;
	const output = target.kind === 'output' ? target.output : -1;
	const live = await takeCall(context, start, branches[output]?.settings?.resultShape ?? 'auto');
	if (target.kind === 'connected') {
		// Nothing may happen in the name of a call that was cancelled or is out of time.
		if (live && !live.cancelled.aborted) {
			await callConnectedTool(context, live, start.call, target.nodeName);
		}
		return sendDown(Math.max(branches.length, 1), -1, {});
	}
	if (branches[output] === undefined) {
		throw new NodeOperationError(
			context.getNode(),
			`The ${start.call.kind} "${start.call.name}" was removed after the call started`,
		);
	}
	return sendDown(branches.length, output, toFlowItem(start.call));
}

function sendDown(outputs: number, output: number, json: IDataObject): INodeExecutionData[][] {
	return Array.from({ length: outputs }, (_, index) =>
		index === output ? [{ json, pairedItem: { item: 0 } }] : [],
	);
}

/** Calls the tool of the connected node that declared it, and answers with what it gives. */
async function callConnectedTool(
	context: IExecuteFunctions,
	live: LiveCall,
	{ name, arguments: values, principal }: CheckedCall,
	nodeName: string,
): Promise<void> {
	const hear = (message: string) => report(context, message);
	const tools = await readConnectedTools(context, hear, nodeName);
	const tool = tools.find((each) => each.name === name);
	if (!tool) {
		throw new NodeOperationError(
			context.getNode(),
			`The node "${nodeName}" does not provide the tool "${name}"`,
			{ description: 'It was removed, renamed or failed. Check the n8n log.' },
		);
	}
	if (live.cancelled.aborted) return;
	const caller = callerOf(context.getWorkflow().id, principal);
	await live.respond(toConnectedResult(await tool.invoke(values, caller)));
}

/** n8n's tools give text, often JSON text; those of other packages give anything. */
function toConnectedResult(value: unknown): JsonObject {
	const data = typeof value === 'string' ? parseObject(value) : value;
	if (isJsonObject(data)) return { ...toolData(data) };
	const text = typeof value === 'string' ? value : JSON.stringify(value ?? null);
	return { content: [{ type: 'text', text }] };
}

function parseObject(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined; // Plain words.
	}
}

/**
 * Ties the execution to its call, and answers with what it ends with.
 *
 * @returns undefined if nobody waits for a result: the execution is stopped before its next node
 */
async function takeCall(
	context: IExecuteFunctions,
	{ callId, call }: CallStart,
	shape: ResultShape,
): Promise<LiveCall | undefined> {
	const live = await mcpProcess().bus.take(callId, context.getExecutionId());
	if (!live) {
		stopBeforeNextNode(context);
		return undefined;
	}
	live.cancelled.addEventListener('abort', () => stopBeforeNextNode(context));
	const readBinary = async (data: IBinaryData) => await toBase64(context, data);
	onExecutionFinished(context, async (run: FinishedRun) => {
		try {
			await live.respond(await resultOfRun(run, call, shape, readBinary));
		} catch (error) {
			const known = error instanceof ProtocolError ? error : internalError();
			if (known !== error) report(context, String(error));
			await live.fail(known);
		}
	});
	return live;
}

function report({ logger }: IExecuteFunctions, message: string): void {
	logger.error(`MCP server: ${message}`);
}

function internalError(): ProtocolError {
	return new ProtocolError(ErrorCode.internalError, 'The result could not be read');
}

/** Binary data is in the item, or in n8n's store under an id. */
async function toBase64(context: IExecuteFunctions, data: IBinaryData): Promise<string> {
	if (data.id === undefined) return data.data;
	const stream = await context.helpers.getBinaryStream(data.id);
	return (await context.helpers.binaryToBuffer(stream)).toString('base64');
}
