import { systemClock } from '../../base/clock';
import {
	readCredential,
	toAuthentication,
	type ServerSetup,
	type TriggerContext,
} from './server-setup';
import { ErrorCode, ProtocolError } from '../../mcp/protocol/protocol-error';
import type { Authentication } from '../../mcp/server/access/authentication';

/** For how long what was read of a credential is believed: who withdraws a key is obeyed within a second. */
const BELIEVED_MS = 500;

/**
 * Who is let in at a server that is published once and called for weeks: its credential is read again,
 * so that a key that was withdrawn opens nothing more.
 *
 * @throws ProtocolError (the function that is returned) while the credential cannot be read or used
 */
export function createCurrentAuthentication(
	context: Pick<TriggerContext, 'getCredentials'>,
	{ authentication, parameters, report }: ServerSetup,
): () => Promise<Authentication> {
	if (authentication.kind === 'none' || authentication.kind === 'jwt') {
		return async () => authentication;
	}
	let known = { text: '', authentication: authentication as Authentication };
	let reported: string | undefined;
	let latest: { at: number; read: Promise<Authentication> } | undefined;

	async function read(): Promise<Authentication> {
		try {
			const credential = await readCredential(context, parameters);
			const text = JSON.stringify(credential);
			if (text !== known.text) {
				known = { text, authentication: toAuthentication(parameters, credential) };
			}
			reported = undefined;
			return known.authentication;
		} catch (error) {
			const message = error instanceof Error ? error.message : String(error);
			if (message !== reported) report(`No caller can sign in: ${message}`);
			reported = message;
			throw new ProtocolError(
				ErrorCode.internalError,
				'Service unavailable: the keys of this server cannot be read; try again later',
				503,
			);
		}
	}

	return async () => {
		const now = systemClock.now();
		if (!latest || now - latest.at >= BELIEVED_MS || now < latest.at) {
			latest = { at: now, read: read() };
		}
		return await latest.read;
	};
}
