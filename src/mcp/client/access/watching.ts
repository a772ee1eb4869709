import { orAborted } from '../../../base/abort';
import { McpClientError } from '../client-error';
import type { RequestLimits } from '../connection-target';
import type { McpConnection } from '../mcp-connection';
import type { AccessContext } from './access-context';
import type { Reported } from './call-report';
import type { Change, WatchOptions, WatchTarget } from './mcp-server-access';
import { isRead, perform } from './perform';

/** Collects what the server announces, on a connection of its own. */
export async function watch(
	context: AccessContext,
	target: WatchTarget,
	options: WatchOptions,
): Promise<Reported<Change[]>> {
	if (target.uris.length === 0 && target.lists.length === 0) {
		throw new McpClientError('watch', 'No resource or list to watch', {
			hint: 'Choose a resource or a list.',
			delivery: 'notSent',
		});
	}
	return await perform(
		context,
		{
			step: 'watch',
			sharing: 'exclusive',
			repetition: isRead,
			run: async (connection, limits) =>
				await collect(
					context,
					connection,
					{ ...limits, timeoutMs: limits.timeoutMs },
					target,
					options,
				),
		},
		options,
	);
}

async function collect(
	{ runtime }: AccessContext,
	connection: McpConnection,
	limits: RequestLimits,
	target: WatchTarget,
	{ waitMs, changesMax = 1 }: WatchOptions,
): Promise<Change[]> {
	const { clock } = runtime;
	const changes: Change[] = [];
	const { promise: enough, resolve } = Promise.withResolvers<void>();
	const add = (change: Omit<Change, 'at'>) => {
		changes.push({ ...change, at: new Date(clock.now()) });
		if (changes.length >= changesMax) resolve();
	};
	connection.hear({
		listChanged: (list) => target.lists.includes(list) && add({ kind: list }),
		resourceUpdated: (uri) => target.uris.includes(uri) && add({ kind: 'resource', uri }),
	});
	const end = await connection.subscribe(target, limits);
	const cancelTimer = clock.schedule(waitMs, resolve);
	try {
		await orAborted(enough, limits.signal);
	} finally {
		cancelTimer();
		connection.hear({});
		await end();
	}
	return changes.slice(0, changesMax);
}
