import { randomBytes } from 'node:crypto';

import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import { fetchKeySet } from '../../mcp/server/access/issuer-keys';
import { findJwtProblems } from '../../mcp/server/access/jwt-problems';
import { findKeyProblems } from '../../mcp/server/access/key-problems';
import { describeKeySet } from '../../mcp/server/access/key-set-description';
import { readJwtSettings } from '../../mcp/server/access/stored-jwt';
import {
	type KeysCredential,
	entryWithoutKey,
	readKeys,
} from '../../mcp/server/access/stored-keys';
import type { JwtSettings } from '../../mcp/server/access/token-verifier';

/** Bytes. */
const NEW_KEY_LENGTH = 24;

/** A credential cannot write into itself: the test that n8n runs on saving is where it can speak. */
function offerKey({ label }: { label: string }): string {
	const holder = label === '' ? 'This entry' : `"${label}"`;
	const key = randomBytes(NEW_KEY_LENGTH).toString('base64url');
	return `${holder} has no key yet. Copy this new random key into Key, then save. It is not stored anywhere else: ${key}`;
}

/** Nobody else knows these keys, so the test is whether they can be told apart and are long enough. */
export async function testServerKeys(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const { keys } = (credential.data ?? {}) as KeysCredential;
	const withoutKey = entryWithoutKey(keys);
	if (withoutKey) return { status: 'Error', message: offerKey(withoutKey) };
	const problems = findKeyProblems(readKeys(keys));
	return problems.length === 0
		? { status: 'OK', message: 'The keys are valid' }
		: { status: 'Error', message: problems.join(' ') };
}

/** Fetches the issuer's keys, the way that calls will be checked with. */
export async function testServerJwt(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const settings = readJwtSettings(credential.data ?? {});
	const problems = findJwtProblems(settings);
	if (problems.length > 0) return { status: 'Error', message: problems.join(' ') };
	return await testIssuer(settings);
}

async function testIssuer(settings: JwtSettings): Promise<INodeCredentialTestResult> {
	try {
		const keySet = await fetchKeySet(settings, { fetch: globalThis.fetch });
		const { usable, message } = describeKeySet(keySet, settings.algorithms);
		return { status: usable > 0 ? 'OK' : 'Error', message };
	} catch (error) {
		return { status: 'Error', message: error instanceof Error ? error.message : String(error) };
	}
}
