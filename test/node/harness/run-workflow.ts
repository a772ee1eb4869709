import './n8n-core-environment';

import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import {
	type IConnections,
	type ICredentialType,
	type IExecuteResponsePromiseData,
	type INode,
	type INodeExecutionData,
	type INodeType,
	type IRun,
	type WorkflowExecuteMode,
	Workflow,
	createRunExecutionData,
} from 'n8n-workflow';

import { toAdditionalData } from './additional-data';
import type { TestCredentials } from './credentials-helper';
import { toNodeTypes } from './node-types';

/** Of every workflow of the tests: not UTC, so that whoever forgets it is found out. */
export const WORKFLOW_ZONE = 'Europe/Berlin';

export interface WorkflowJson {
	nodes: Array<Pick<INode, 'name' | 'type'> & Partial<INode>>;
	connections: IConnections;
}

export interface RunOptions {
	/** The classes under test; a node names one as `test.<description.name>`. */
	nodeTypes: INodeType[];
	/** A token that is renewed during the run is written into it. */
	credentials?: TestCredentials;
	/** How requests are signed with them. */
	credentialTypes?: ICredentialType[];
	/** The node that starts; the first one if left out. */
	startNode?: string;
	/** What the start node gets on its input. */
	startItems?: INodeExecutionData[];
	mode?: WorkflowExecuteMode;
}

export interface FinishedRun {
	run: IRun;
	status: IRun['status'];
	/** What stopped the execution, if something did. */
	error: IRun['data']['resultData']['error'];
	/** What a node output, by output; of its last run. */
	output(nodeName: string, outputIndex?: number): INodeExecutionData[];
	/** What nodes sent to the caller with `sendResponse`. */
	responses: IExecuteResponsePromiseData[];
}

/** Executes a workflow in process with n8n's own engine, and waits until it ended. */
export async function runWorkflow(json: WorkflowJson, options: RunOptions): Promise<FinishedRun> {
	const workflow = toWorkflow(json, options.nodeTypes);
	const mode = options.mode ?? 'manual';
	const hooks = new ExecutionLifecycleHooks(mode, 'test-execution', {
		...json,
		id: workflow.id ?? 'test-workflow',
		name: 'Test',
		active: false,
		isArchived: false,
		nodes: Object.values(workflow.nodes),
		createdAt: new Date(0),
		updatedAt: new Date(0),
		activeVersionId: null,
	});
	const responses: IExecuteResponsePromiseData[] = [];
	hooks.addHandler('sendResponse', (response) => {
		responses.push(response);
	});
	const additionalData = {
		...toAdditionalData(options.credentials ?? {}, options.credentialTypes),
		hooks,
	};
	const execution = new WorkflowExecute(additionalData, mode, toStart(workflow, json, options));
	const run = await execution.processRunExecutionData(workflow);
	return {
		run,
		status: run.status,
		error: run.data.resultData.error,
		output: (nodeName, outputIndex = 0) =>
			run.data.resultData.runData[nodeName]?.at(-1)?.data?.main?.[outputIndex] ?? [],
		responses,
	};
}

/** A workflow of the editor, its missing details filled in. */
export function toWorkflow(json: WorkflowJson, nodeTypes: INodeType[]): Workflow {
	const nodes = json.nodes.map((node, index) => ({
		id: `node-${index}`,
		typeVersion: 1,
		position: [0, 0] as [number, number],
		parameters: {},
		...node,
	}));
	return new Workflow({
		id: 'test-workflow',
		name: 'Test',
		nodes,
		connections: json.connections,
		active: false,
		nodeTypes: toNodeTypes(nodeTypes),
		settings: { executionOrder: 'v1', timezone: WORKFLOW_ZONE },
	});
}

function toStart(workflow: Workflow, json: WorkflowJson, { startNode, startItems }: RunOptions) {
	const name = startNode ?? json.nodes[0]?.name ?? '';
	const node = workflow.getNode(name);
	if (!node) throw new Error(`The workflow has no node "${name}" to start with`);
	const items = startItems ?? [{ json: {} }];
	return createRunExecutionData({
		executionData: {
			nodeExecutionStack: [{ node, data: { main: [items] }, source: null }],
		},
	});
}
