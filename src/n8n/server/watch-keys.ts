import { createCurrentAuthentication } from './current-authentication';
import { repeatTask, type McpProcess } from './mcp-process';
import type { ServerSetup, TriggerContext } from './server-setup';

const PERIOD_MS = 500;

/**
 * Ends the open streams of a published server within a second after its keys became others. Their
 * clients open them again, if they still may; requests are looked at one by one anyway.
 *
 * @returns what ends the watch
 */
export function watchKeys(
	context: Pick<TriggerContext, 'getCredentials'>,
	setup: ServerSetup,
	{ subscriptions, cluster }: Pick<McpProcess, 'subscriptions' | 'cluster'>,
): () => void {
	const { kind } = setup.authentication;
	if (kind === 'none' || kind === 'jwt') return () => undefined;
	const authentication = createCurrentAuthentication(context, setup);
	let known = JSON.stringify(setup.authentication);
	const look = async () => {
		// What cannot be read lets nobody in, and has told the log why.
		const now = await authentication().catch(() => undefined);
		const text = JSON.stringify(now);
		if (text === known) return;
		known = text;
		subscriptions.closeAll(setup.id);
	};
	return repeatTask(PERIOD_MS, () => {
		// Other processes hold streams too.
		if (cluster || subscriptions.count(setup.id) > 0) void look();
	});
}
