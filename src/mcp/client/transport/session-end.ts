/** A server that does not answer the end of its session must not hold up the execution. */
const SESSION_END_MS = 2_000;

/** The part of the SDK's Streamable HTTP transport that ends a session (HTTP DELETE). */
export interface SessionTransport {
	readonly sessionId: string | undefined;
	terminateSession(): Promise<void>;
}

/** Tells a legacy server that its session may go. Waits two seconds at most, reports failures. */
export async function endSession(
	transport: SessionTransport,
	reportTrouble: (error: Error) => void,
): Promise<void> {
	if (transport.sessionId === undefined) return;
	const { promise: timeUp, resolve } = Promise.withResolvers<void>();
	const timer = setTimeout(resolve, SESSION_END_MS);
	await Promise.race([transport.terminateSession().catch(reportTrouble), timeUp]);
	clearTimeout(timer);
}
