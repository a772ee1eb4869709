/** In the wordings of servers and SDKs in use; `session` alone may be one of the tool's own. */
const LOST = [
	/\bsession\b[^.!?]{0,60}\b(not found|unknown|invalid|expired|ended|closed|terminated|missing|required|does not exist|doesn't exist|no longer|not valid|not initiali[sz]ed)/i,
	/\b(unknown|invalid|expired|no|missing|bad|stale|without|terminated|non-?existent)( a)?( valid| active| such)?( mcp)?[- ]session\b/i,
	/\b(server|client|connection|session|request|mcp)\b[^.!?]{0,40}\bnot (been |yet )*initiali[sz]ed/i,
	/^(error: )?not (yet )?initiali[sz]ed/i,
	/\bbefore initiali[sz]ation\b/i,
	/\b(expect|expected|expecting|send|missing|requires?|must|call)\b[^.!?]{0,30}\binitiali[sz]e\b/i,
];

/** Whether the words of a server say that it does not know the session, or never began one. */
export function saysSessionIsLost(words: string): boolean {
	return LOST.some((wording) => wording.test(words));
}

/**
 * HTTP statuses by which a request that named a session says that there is none (404 is the
 * specification's). Any other needs the words.
 */
export function isLostSessionStatus(status: number): boolean {
	return status === 404 || status === 410;
}

/** JSON-RPC errors that are not about what was asked for. */
export function mayBeLostSession(rpcCode: number): boolean {
	const isServerError = rpcCode <= -32_000 && rpcCode >= -32_099;
	return isServerError || rpcCode === -32_600 || rpcCode === -32_602 || rpcCode === -32_603;
}
