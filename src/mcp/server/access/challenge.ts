import { ErrorCode, ProtocolError } from '../../protocol/protocol-error';

/** What the server tells everyone about how to authenticate. */
export interface ChallengeHints {
	/** URL of the protected resource metadata (RFC 9728, 5.1), if tokens are used. */
	resourceMetadataUrl?: string;
	/** The scopes that the operation needs, all of them. */
	scopes?: readonly string[];
}

/** Why credentials that were presented do not do (RFC 6750, 3.1). */
export interface ChallengeError {
	error: 'invalid_request' | 'invalid_token' | 'insufficient_scope';
	/** For developers; never repeats anything that was presented. */
	description?: string;
}

/** The value of `WWW-Authenticate` (RFC 9110, 11.6.1; RFC 6750, 3; RFC 9728, 5.1). */
export function bearerChallenge(hints: ChallengeHints = {}, problem?: ChallengeError): string {
	const parameters: Array<[string, string | undefined]> = [
		['realm', 'mcp'],
		['error', problem?.error],
		['error_description', problem?.description],
		['scope', hints.scopes?.length ? hints.scopes.join(' ') : undefined],
		['resource_metadata', hints.resourceMetadataUrl],
	];
	const written = parameters.flatMap(([name, value]) =>
		value === undefined ? [] : [`${name}="${quotable(value)}"`],
	);
	return `Bearer ${written.join(', ')}`;
}

/** Printable ASCII without quote and backslash, the only characters that RFC 6750 allows. */
function quotable(text: string): string {
	return text.replace(/["\\]/g, "'").replace(/[^\x20-\x7e]/g, ' ');
}

/** A refusal that must tell the client how to authenticate. */
export class Unauthenticated extends ProtocolError {
	static override readonly brand: string = 'Unauthenticated';

	constructor(
		message: string,
		/** The value of `WWW-Authenticate`. */
		readonly challenge: string,
	) {
		super(ErrorCode.refused, message, 401);
	}
}

/** The token is good, but does not grant what the operation needs; the client may ask for more. */
export class InsufficientScope extends ProtocolError {
	static override readonly brand: string = 'InsufficientScope';

	/** The value of `WWW-Authenticate`. */
	readonly challenge: string;

	/** @param missing of the scopes that the operation needs */
	constructor(missing: readonly string[], hints: ChallengeHints) {
		const description = `This needs the scope ${missing.join(' ')}`;
		super(ErrorCode.refused, `Forbidden: this needs the scope ${missing.join(' ')}`, 403);
		this.challenge = bearerChallenge(hints, { error: 'insufficient_scope', description });
	}
}
