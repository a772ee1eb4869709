import { setTimeout as pause } from 'node:timers/promises';

import { parseFlatted } from './flatted.ts';
import { N8nRestError, RestConnection, type RestSession } from './rest-connection.ts';
import { waitUntilPublished, waitUntilUnpublished } from './rest-publication.ts';
import type {
	CredentialSummary,
	CredentialTestResult,
	DataTable,
	DynamicParameterRequest,
	Execution,
	ExecutionData,
	ExecutionFilter,
	ExecutionStatus,
	ExecutionSummary,
	ManualRun,
	ManualRunResult,
	NewCredential,
	NewWorkflow,
	OwnerLogin,
	ParameterOption,
	ResourceLocatorResults,
	ResourceMapperFields,
	Workflow,
	WorkflowSummary,
} from './rest-types.ts';

const EXECUTION_POLL_MS = 100;
const MOST_TABLES = 100;
const ENDED: ExecutionStatus[] = ['success', 'error', 'canceled', 'crashed'];

/**
 * n8n's internal REST as its editor uses it, checked against n8n 2.41.1. Every method throws
 * N8nRestError when n8n refuses or does not answer.
 */
export class N8nRestClient {
	/** For browser tests: cookie and browser id of this session. */
	readonly connection: RestConnection;

	/** @param session of an earlier login */
	constructor(baseUrl: string, session?: RestSession) {
		this.connection = new RestConnection(baseUrl, session);
	}

	/** Creates the owner of a fresh n8n and logs in as such; fails when there is one already. */
	async setUpOwner(login: OwnerLogin): Promise<void> {
		const body = { ...login, firstName: 'Quick', lastName: 'Start' };
		await this.connection.data({ method: 'POST', path: '/owner/setup', body });
	}

	/** Whether this n8n still waits for its owner. Needs no login. */
	async needsOwner(): Promise<boolean> {
		const settings = await this.connection.data<{
			userManagement: { showSetupOnFirstLoad?: boolean };
		}>({ method: 'GET', path: '/settings' });
		return settings.userManagement.showSetupOnFirstLoad === true;
	}

	async logIn({ email, password }: OwnerLogin): Promise<void> {
		const body = { emailOrLdapLoginId: email, password };
		await this.connection.data({ method: 'POST', path: '/login', body });
	}

	async createCredential(credential: NewCredential): Promise<CredentialSummary> {
		return await this.connection.data({ method: 'POST', path: '/credentials', body: credential });
	}

	async updateCredential(id: string, credential: NewCredential): Promise<CredentialSummary> {
		const path = `/credentials/${id}`;
		return await this.connection.data({ method: 'PATCH', path, body: credential });
	}

	async listCredentials(): Promise<CredentialSummary[]> {
		return await this.connection.data({ method: 'GET', path: '/credentials' });
	}

	/** Runs the credential type's test; n8n tests the given data, and takes only blanks from its own. */
	async testCredential(
		credential: CredentialSummary & { data: Record<string, unknown> },
	): Promise<CredentialTestResult> {
		const body = { credentials: credential };
		return await this.connection.data({ method: 'POST', path: '/credentials/test', body });
	}

	/** All that this user may see. */
	async listDataTables(): Promise<DataTable[]> {
		const answer = await this.connection.data<{ data: DataTable[] }>({
			method: 'GET',
			path: '/data-tables-global',
			query: { take: String(MOST_TABLES) },
		});
		return answer.data;
	}

	async createWorkflow(workflow: NewWorkflow): Promise<Workflow> {
		return await this.connection.data({ method: 'POST', path: '/workflows', body: workflow });
	}

	async updateWorkflow(id: string, workflow: Partial<NewWorkflow>): Promise<Workflow> {
		const path = `/workflows/${id}`;
		return await this.connection.data({ method: 'PATCH', path, body: workflow });
	}

	async getWorkflow(id: string): Promise<Workflow> {
		return await this.connection.data({ method: 'GET', path: `/workflows/${id}` });
	}

	/** All workflows that are not archived, or those with exactly this name. */
	async listWorkflows(name?: string): Promise<WorkflowSummary[]> {
		const filter = JSON.stringify({ isArchived: false, ...(name ? { name } : {}) });
		const query = { filter };
		const all = await this.connection.data<WorkflowSummary[]>({
			method: 'GET',
			path: '/workflows',
			query,
		});
		// n8n matches parts of names.
		return name === undefined ? all : all.filter((workflow) => workflow.name === name);
	}

	/**
	 * Makes a version live, without one the saved draft, and waits until its triggers run. Throws
	 * PublicationError when one does not start; n8n takes up to 15 seconds to say so.
	 */
	async publishWorkflow(id: string, versionId?: string): Promise<Workflow> {
		const version = versionId ?? (await this.getWorkflow(id)).versionId;
		const path = `/workflows/${id}/activate`;
		const body = { versionId: version };
		const published = await this.connection.data<Workflow>({ method: 'POST', path, body });
		await waitUntilPublished(this.connection, id, version);
		return published;
	}

	/** Stops the triggers and waits until they have stopped. */
	async unpublishWorkflow(id: string): Promise<Workflow> {
		const path = `/workflows/${id}/deactivate`;
		const workflow = await this.connection.data<Workflow>({ method: 'POST', path, body: {} });
		await waitUntilUnpublished(this.connection, id);
		return workflow;
	}

	/** Archives and deletes, published or not: n8n deletes only what is archived. */
	async deleteWorkflow(id: string): Promise<void> {
		await this.connection.data({ method: 'POST', path: `/workflows/${id}/archive`, body: {} });
		await waitUntilUnpublished(this.connection, id);
		await this.connection.data({ method: 'DELETE', path: `/workflows/${id}` });
	}

	/** Runs the saved draft; a webhook trigger only begins to listen for its test call. */
	async runWorkflow(id: string, run: ManualRun): Promise<ManualRunResult> {
		return await this.connection.data({ method: 'POST', path: `/workflows/${id}/run`, body: run });
	}

	/** The newest first, at most 100. */
	async listExecutions(filter: ExecutionFilter = {}, limit = 20): Promise<ExecutionSummary[]> {
		const query = { filter: JSON.stringify(filter), limit: String(limit) };
		const path = '/executions';
		const answer = await this.connection.data<{ results: ExecutionSummary[] }>({
			method: 'GET',
			path,
			query,
		});
		return answer.results;
	}

	async getExecution(id: string): Promise<Execution> {
		const path = `/executions/${id}`;
		type Stored = (Omit<Execution, 'data'> & { data: string }) | null | undefined;
		const stored = await this.connection.data<Stored>({ method: 'GET', path });
		if (!stored) throw new N8nRestError('GET', path, 404, 'there is no such execution');
		return { ...stored, data: parseFlatted(stored.data) as ExecutionData };
	}

	/** Waits until an execution has ended. Throws N8nRestError with status 0 after the timeout. */
	async waitForExecution(id: string, timeoutMs = 30_000): Promise<Execution> {
		const deadline = Date.now() + timeoutMs;
		for (;;) {
			const execution = await this.getExecution(id);
			if (ENDED.includes(execution.status)) return execution;
			if (Date.now() > deadline) {
				const reason = `still ${execution.status} after ${timeoutMs} ms`;
				throw new N8nRestError('GET', `/executions/${id}`, 0, reason);
			}
			await pause(EXECUTION_POLL_MS);
		}
	}

	async stopExecution(id: string): Promise<void> {
		await this.connection.data({ method: 'POST', path: `/executions/${id}/stop`, body: {} });
	}

	async resourceLocatorResults(request: DynamicParameterRequest): Promise<ResourceLocatorResults> {
		return await this.#dynamic('resource-locator-results', request);
	}

	async parameterOptions(request: DynamicParameterRequest): Promise<ParameterOption[]> {
		return await this.#dynamic('options', request);
	}

	async resourceMapperFields(request: DynamicParameterRequest): Promise<ResourceMapperFields> {
		return await this.#dynamic('resource-mapper-fields', request);
	}

	async #dynamic<Result>(kind: string, body: DynamicParameterRequest): Promise<Result> {
		const path = `/dynamic-node-parameters/${kind}`;
		return await this.connection.data<Result>({ method: 'POST', path, body });
	}
}
