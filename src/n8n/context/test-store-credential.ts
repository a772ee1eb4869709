import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import { connectionOf, nameOf, problemOfStore } from './store-credential';

/** Connects, and changes nothing. */
export async function testContextStore(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	try {
		const connection = connectionOf(credential.data ?? {});
		const problem = await problemOfStore(connection);
		return problem === undefined
			? { status: 'OK', message: `Connected to ${nameOf(connection)}` }
			: { status: 'Error', message: problem };
	} catch (error) {
		if (!(error instanceof RangeError)) throw error;
		return { status: 'Error', message: error.message };
	}
}
