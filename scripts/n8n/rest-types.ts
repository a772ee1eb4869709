/** The parts of n8n's internal REST that tests and the quick start use; n8n sends more fields. */

export interface OwnerLogin {
	email: string;
	/** 8 to 64 characters with a digit and an upper-case letter. */
	password: string;
}

export interface NewCredential {
	name: string;
	type: string;
	data: Record<string, unknown>;
}

export interface CredentialSummary {
	id: string;
	name: string;
	type: string;
}

export interface CredentialTestResult {
	status: 'OK' | 'Error';
	message: string;
}

export interface DataTable {
	id: string;
	name: string;
}

export interface WorkflowNode {
	id: string;
	name: string;
	type: string;
	typeVersion: number;
	position: [number, number];
	parameters: Record<string, unknown>;
	credentials?: Record<string, { id: string | null; name: string }>;
	[field: string]: unknown;
}

export interface NewWorkflow {
	name: string;
	description?: string;
	nodes: WorkflowNode[];
	connections: Record<string, unknown>;
	settings?: Record<string, unknown>;
	pinData?: Record<string, unknown>;
	meta?: Record<string, unknown>;
}

export interface Workflow extends NewWorkflow {
	id: string;
	/** The saved draft; publishing names the version to publish. */
	versionId: string;
	/** The published version, null when the workflow is not published. */
	activeVersionId: string | null;
	active: boolean;
}

export interface WorkflowSummary {
	id: string;
	name: string;
	active: boolean;
	versionId: string;
}

export type ExecutionStatus =
	'canceled' | 'crashed' | 'error' | 'new' | 'running' | 'success' | 'unknown' | 'waiting';

export interface ExecutionFilter {
	workflowId?: string;
	status?: ExecutionStatus[];
	mode?: string;
	/** ISO 8601. */
	startedAfter?: string;
	startedBefore?: string;
}

export interface ExecutionSummary {
	id: string;
	workflowId: string;
	status: ExecutionStatus;
	mode: string;
	startedAt: string;
	stoppedAt?: string;
}

export interface NodeRun {
	executionStatus?: ExecutionStatus;
	/** By connection type (`main`, `ai_tool`), then output, then items. */
	data?: Record<string, Array<Array<{ json: Record<string, unknown> }> | null>>;
	error?: { message: string; [field: string]: unknown };
	[field: string]: unknown;
}

export interface ExecutionData {
	resultData: {
		/** By node name, one entry for each time the node ran. */
		runData: Record<string, NodeRun[]>;
		lastNodeExecuted?: string;
		error?: { message: string; [field: string]: unknown };
		metadata?: Record<string, string>;
	};
	[field: string]: unknown;
}

export interface Execution extends ExecutionSummary {
	finished: boolean;
	/** Decoded from the flatted text that n8n sends. */
	data: ExecutionData;
	workflowData: Workflow;
}

/** What starts a manual run: a trigger, or the node up to which n8n shall run. */
export type ManualRun =
	| { triggerToStartFrom: { name: string; data?: Record<string, unknown> } }
	| { destinationNode: { nodeName: string; mode: 'inclusive' | 'exclusive' } };

export type ManualRunResult = { executionId: string } | { waitingForWebhook: true };

/** A request for what a node offers dynamically while it is being edited. */
export interface DynamicParameterRequest {
	/** Where the parameter is, for example `parameters.tool`. */
	path: string;
	methodName: string;
	nodeTypeAndVersion: { name: string; version: number };
	currentNodeParameters: Record<string, unknown>;
	credentials?: Record<string, { id: string; name: string }>;
	/** Resource locators only. */
	filter?: string;
	paginationToken?: string;
}

export interface ParameterOption {
	name: string;
	value: string | number | boolean;
	description?: string;
}

export interface ResourceLocatorResults {
	results: Array<ParameterOption & { url?: string }>;
	paginationToken?: unknown;
}

export interface ResourceMapperFields {
	fields: Array<{ id: string; displayName: string; required: boolean; [field: string]: unknown }>;
	emptyFieldsNotice?: string;
}
