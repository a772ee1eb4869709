import './n8n-core-environment';

import type {
	ICredentialDataDecryptedObject,
	IExecuteWorkflowInfo,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

/** Decrypted credentials by type name; every node that names the type gets them. */
export type TestCredentials = Record<string, ICredentialDataDecryptedObject>;

/**
 * What n8n lends to an execution, as far as a node of this package asks for it. A part that a node
 * asks for and that is missing here shows as a TypeError in the test.
 */
export function toAdditionalData(credentials: TestCredentials): IWorkflowExecuteAdditionalData {
	const credentialsHelper = {
		getDecrypted: async (_data: unknown, _details: unknown, type: string) => {
			const found = credentials[type];
			if (!found) throw new Error(`No credential "${type}" in this test`);
			return await Promise.resolve(found);
		},
		isCredentialUsableByNode: () => true,
		getParentTypes: () => [],
		getCredentialsProperties: () => [],
	};
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
