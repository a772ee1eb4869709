import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import { testClientCredential, testEnvironment } from '../../../src/n8n/client/credential-test';

type Credential = ICredentialsDecrypted<ICredentialDataDecryptedObject>;

export async function testMcpConnection(
	this: ICredentialTestFunctions,
	credential: Credential,
): Promise<INodeCredentialTestResult> {
	return await testClientCredential('apiKey', credential.data ?? {});
}

export async function testMcpHeaders(
	this: ICredentialTestFunctions,
	credential: Credential,
): Promise<INodeCredentialTestResult> {
	return await testClientCredential('headers', credential.data ?? {});
}

export async function testMcpClientCredentials(
	this: ICredentialTestFunctions,
	credential: Credential,
): Promise<INodeCredentialTestResult> {
	return await testClientCredential('clientCredentials', credential.data ?? {});
}

export async function testMcpEnvironment(
	this: ICredentialTestFunctions,
	credential: Credential,
): Promise<INodeCredentialTestResult> {
	return await Promise.resolve(testEnvironment(credential.data ?? {}));
}
