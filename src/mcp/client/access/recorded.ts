import { McpClientError } from '../client-error';
import { digestOf } from '../../../base/digest';
import type { SessionEntry } from '../session-log/session-log';
import type { AccessContext } from './access-context';
import { emptyReport } from './access-context';
import type { Reported } from './call-report';

/** What is being done, for the session log. */
export interface Deed {
	method: string;
	/** A name, or a URI, whose query is not kept. */
	subject?: string;
	args?: Readonly<Record<string, unknown>>;
}

/** Does something and keeps in the session log that it was done, if there is a session key. */
export async function recorded<T>(
	context: AccessContext,
	deed: Deed,
	act: () => Promise<Reported<T>>,
): Promise<Reported<T>> {
	const { settings, runtime } = context;
	const { sessionKey } = settings;
	if (sessionKey === undefined) return await act();
	const startedAt = runtime.clock.now();
	const keep = (
		result: Pick<SessionEntry, 'endpoint' | 'outcome' | 'error' | 'attempts' | 'cached'>,
	) =>
		runtime.sessionLog.record(sessionKey, {
			...describe(deed),
			...result,
			at: new Date(startedAt),
			durationMs: runtime.clock.now() - startedAt,
		});
	try {
		const outcome = await act();
		const { endpoint, attempts, cached } = outcome.report;
		keep({
			endpoint,
			attempts,
			cached,
			outcome: isToolError(outcome.value) ? 'toolError' : 'done',
		});
		return outcome;
	} catch (error) {
		const report = error instanceof McpClientError ? error.report : undefined;
		const { endpoint, attempts, cached } = report ?? emptyReport(context);
		const message = error instanceof Error ? error.message : String(error);
		keep({ endpoint, attempts, cached, outcome: 'failed', error: message });
		throw error;
	}
}

function describe({ method, subject, args = {} }: Deed) {
	const argumentNames = Object.keys(args).toSorted();
	return {
		method,
		subject: subject?.replace(/[?#].*$/s, ''),
		argumentNames,
		...(argumentNames.length > 0 && { argumentsDigest: digestOf(args) }),
	};
}

function isToolError(value: unknown): boolean {
	return (
		typeof value === 'object' && value !== null && 'isError' in value && value.isError === true
	);
}
