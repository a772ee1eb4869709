import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import { readKeys, type KeysCredential } from './trigger-parameters';
import { findKeyProblems } from '../../mcp/server/api-keys';

/** Nobody else knows these keys, so the test is whether they can be told apart and are long enough. */
export async function testServerKeys(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const { keys } = (credential.data ?? {}) as KeysCredential;
	const problems = findKeyProblems(readKeys(keys));
	return problems.length === 0
		? { status: 'OK', message: 'The keys can be used' }
		: { status: 'Error', message: problems.join(' ') };
}
