import { randomUUID } from 'node:crypto';

import { LoggerProxy } from 'n8n-workflow';

import { queueRedis } from './queue-mode';
import { processState } from '../base/process-state';
import { openRedisLink, type RedisLink } from '../base/redis/redis-link';

/** This process among the others of its n8n. */
export interface QueueLink {
	link: RedisLink;
	/** Its name, which no other has, also not after a restart. */
	self: string;
}

/**
 * What binds the processes of an n8n in queue mode; one in a process, for all that use it.
 *
 * @returns undefined where n8n runs executions in its main process
 * @throws Error naming an environment variable that cannot be used
 */
export function queueLink(): QueueLink | undefined {
	return processState<{ known: QueueLink | undefined }>({
		name: 'queue',
		version: 1,
		create: () => {
			const place = queueRedis(process.env);
			const report = (message: string) => LoggerProxy.error(`GTM MCP: ${message}`);
			return {
				known: place && {
					link: openRedisLink(place, report, Date.now),
					self: randomUUID().slice(0, 8),
				},
			};
		},
	}).known;
}
