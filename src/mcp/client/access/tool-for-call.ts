import type { Tool } from '../../../third-party/mcp-client';
import { McpClientError } from '../client-error';
import { type AccessContext, emptyReport } from './access-context';
import type { CallReport, Reported } from './call-report';

/**
 * Does without a definition that only the list of tools could give, if that is what failed: a tool
 * can be called although its server cannot list it. The failure is remembered for as long as a list
 * would be, so that a long list of items does not ask for it again and again.
 */
export async function orWithoutList(
	context: AccessContext,
	ask: () => Promise<Reported<Tool | undefined>>,
): Promise<Reported<Tool | undefined>> {
	const { runtime, settings } = context;
	const key = context.listKey('tools');
	const known = runtime.lists.failure<McpClientError>(key);
	if (known) return { value: undefined, report: reportOf(context, known, 'known') };
	try {
		return await ask();
	} catch (error) {
		if (!isAboutTheList(error)) throw error;
		runtime.lists.noteFailure(key, error, settings.policy.cache);
		return { value: undefined, report: reportOf(context, error, 'new') };
	}
}

/** The server was reached, and what failed is the list. */
function isAboutTheList(error: unknown): error is McpClientError {
	return error instanceof McpClientError && error.step === 'list' && error.delivery !== 'notSent';
}

function reportOf(context: AccessContext, error: McpClientError, how: 'known' | 'new'): CallReport {
	const done = how === 'new' ? error.report : undefined;
	const warning = `The list of tools cannot be read, so the tool could not be checked: ${error.message}`;
	return { ...(done ?? emptyReport(context)), warnings: [warning] };
}
