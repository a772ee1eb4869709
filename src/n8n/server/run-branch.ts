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
import { processLiveCalls } from './process-live-calls';
import { readBranches, type ResultShape } from './trigger-parameters';
import { onExecutionFinished, stopBeforeNextNode, type FinishedRun } from '../runtime-internals';
import { isJsonObject, type JsonObject } from '../../mcp/protocol/json-rpc';
import { ErrorCode, ProtocolError } from '../../mcp/protocol/protocol-error';
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
		throw new NodeOperationError(context.getNode(), 'There is no call to run', {
			description:
				'This node starts when an MCP client calls one of its tools. Let it listen, and call a tool at the test URL.',
		});
	}
	const branches = readBranches({
		getNodeParameter: (name, fallback) => context.getNodeParameter(name, 0, fallback),
	});
	if (start.kind === 'audit') {
		return sendDown(branches.length, start.output, { ...start.record } as unknown as IDataObject);
	}
	if (start.kind === 'discovery') {
		const { connectedTools, reportTrouble } = mcpProcess();
		connectedTools.learn(start.server, await readConnectedTools(context, reportTrouble));
		return sendDown(Math.max(branches.length, 1), -1, {});
	}
	const { target } = start.call;
	const output = target.kind === 'output' ? target.output : -1;
	serveCall(context, start, branches[output]?.resultShape ?? 'auto');
	if (target.kind === 'connected') {
		await callConnectedTool(context, start);
		return sendDown(Math.max(branches.length, 1), -1, {});
	}
	if (branches[output] === undefined) {
		throw new NodeOperationError(
			context.getNode(),
			`The ${start.call.kind} "${start.call.name}" was removed after it had been called`,
		);
	}
	return sendDown(branches.length, output, toFlowItem(start.call));
}

function sendDown(outputs: number, output: number, json: IDataObject): INodeExecutionData[][] {
	return Array.from({ length: outputs }, (_, index) =>
		index === output ? [{ json, pairedItem: { item: 0 } }] : [],
	);
}

/** Calls the tool of a connected node, and answers with what it gives. */
async function callConnectedTool(context: IExecuteFunctions, start: CallStart): Promise<void> {
	const { calls, reportTrouble } = mcpProcess();
	const { name, arguments: values } = start.call;
	const tool = (await readConnectedTools(context, reportTrouble)).find(
		(each) => each.name === name,
	);
	if (!tool) {
		throw new NodeOperationError(context.getNode(), `The connected tool "${name}" is not there`, {
			description: 'Its node was removed, or failed: look at the log.',
		});
	}
	calls.find(start.callId)?.respond(toConnectedResult(await tool.invoke(values)));
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

function serveCall(
	context: IExecuteFunctions,
	{ callId, call }: CallStart,
	shape: ResultShape,
): void {
	const live = mcpProcess().calls.find(callId);
	const executionId = context.getExecutionId();
	if (!live) {
		// Cancelled or out of time before the execution began: nobody waits for a result.
		stopBeforeNextNode(context);
		return;
	}
	live.executionId = executionId;
	processLiveCalls().set(executionId, live);
	live.cancelled.addEventListener('abort', () => stopBeforeNextNode(context));
	const readBinary = async (data: IBinaryData) => await toBase64(context, data);
	onExecutionFinished(context, async (run: FinishedRun) => {
		processLiveCalls().delete(executionId);
		try {
			live.respond(await resultOfRun(run, call, shape, readBinary));
		} catch (error) {
			const known = error instanceof ProtocolError ? error : internalError();
			if (known !== error) mcpProcess().reportTrouble(String(error));
			live.fail(known);
		}
	});
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
