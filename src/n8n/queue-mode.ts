import { NodeOperationError, type INode } from 'n8n-workflow';

/**
 * Refuses n8n's queue mode: there an execution runs in another process than the one that holds the
 * client's request, and nothing carries its result back yet.
 *
 * @param environment of the process; n8n sets its mode by `EXECUTIONS_MODE`
 * @throws NodeOperationError
 */
export function refuseQueueMode(node: INode, environment: NodeJS.ProcessEnv): void {
	if (environment.EXECUTIONS_MODE !== 'queue') return;
	throw new NodeOperationError(node, "This node cannot be published in n8n's queue mode yet", {
		description: 'Publish it on an n8n that runs executions in its main process.',
	});
}
