import './n8n-core-environment';

import type {
	ICredentialType,
	IExecuteWorkflowInfo,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

import { type TestCredentials, createCredentialsHelper } from './credentials-helper';

/**
 * What n8n lends to an execution, as far as a node of this package asks for it. A part that a node
 * asks for and that is missing here shows as a TypeError in the test.
 */
export function toAdditionalData(
	credentials: TestCredentials,
	credentialTypes: ICredentialType[] = [],
): IWorkflowExecuteAdditionalData {
	const credentialsHelper = createCredentialsHelper(credentials, credentialTypes);
	const data = {
		credentialsHelper,
		executionId: 'test-execution',
		restApiUrl: 'http://localhost/rest',
		instanceBaseUrl: 'http://localhost',
		webhookBaseUrl: 'http://localhost/webhook',
		webhookTestBaseUrl: 'http://localhost/webhook-test',
		webhookWaitingBaseUrl: 'http://localhost/webhook-waiting',
		formWaitingBaseUrl: 'http://localhost/form-waiting',
		currentNodeParameters: undefined,
		variables: {},
		externalSecretsProxy: { hasProvider: () => false, listProviders: () => [] },
		executeWorkflow: async (info: IExecuteWorkflowInfo) =>
			await Promise.reject(new Error(`The harness runs no sub-workflow (${info.id})`)),
		setExecutionStatus: () => undefined,
		sendDataToUI: () => undefined,
		logAiEvent: () => undefined,
	};
	return data as unknown as IWorkflowExecuteAdditionalData;
}
