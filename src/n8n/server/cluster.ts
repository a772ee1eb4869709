import type { IDataObject } from 'n8n-workflow';

import type { KnownTool } from './connected-tools-cache';
import type { McpProcess } from './mcp-process';
import type { QueueLink } from '../queue-link';
import { NOT_HERE, PostError, type Post } from '../../mcp/bus/post';
import { RedisPost } from '../../mcp/bus/redis/redis-post';
import type { Schedule } from '../../mcp/server/calls/call-ports';
import type { CallsInProcess } from '../../mcp/server/calls/calls-in-process';
import { CallsOfCluster } from '../../mcp/server/calls/calls-of-cluster';
import type { Repeat } from '../../mcp/server/calls/open-response';
import { keepSessionsInStep } from '../../mcp/server/session-journal';
import type { StreamEvent } from '../../mcp/server/subscriptions/subscriptions';
import type { AuditRecord } from '../../policy/audit';
import type { Rotation } from '../../policy/audit-file';
import { auditFilePath } from '../../policy/audit-files';
import { createSharedDoorkeeper } from '../../policy/shared-doorkeeper';

/** A record for the audit file of a workflow. */
export interface FiledRecord {
	workflow: string;
	file: string;
	rotation: Rotation;
	record: AuditRecord;
}

/** The other processes of this n8n, in queue mode. */
export interface Cluster {
	/**
	 * Starts an execution through a trigger that is published in another process.
	 *
	 * @returns false if it is published nowhere, or that process cannot be reached
	 */
	emit(server: string, json: IDataObject): Promise<boolean>;
	/** Has the process write it in which the trigger is published. @returns false if there is none */
	fileRecord(server: string, filed: FiledRecord): Promise<boolean>;
}

export interface ClusterPorts extends QueueLink {
	/** Of n8n's data, for audit files. */
	auditFolder: string;
	createId(this: void): string;
	now(this: void): number;
	schedule: Schedule;
	repeat: Repeat;
	report(this: void, message: string): void;
}

/** For a main that is just taking over. */
const MAIN_PATIENCE_MS = 10_000;

/** Joins the other processes: what one of them knows that all must know, they tell each other from now on. */
export function joinCluster(
	alone: Omit<McpProcess, 'calls' | 'bus'> & { calls: CallsInProcess },
	ports: ClusterPorts,
): McpProcess {
	const { link, report, createId } = ports;
	const post = new RedisPost(ports);
	const calls = new CallsOfCluster(alone.calls, { post, createId, report });
	shareStreams(alone, post);
	shareTools(alone, post);
	keepSessionsInStep(alone.memory, { link, post, report });
	return {
		...alone,
		calls,
		bus: calls,
		doorkeeper: createSharedDoorkeeper(ports),
		cluster: servePublished(alone, post, ports),
	};
}

function shareStreams({ subscriptions }: Pick<McpProcess, 'subscriptions'>, post: Post): void {
	subscriptions.tellOthers = (event) => post.tellAll({ kind: 'streams', event });
	post.handle('streams', ({ event }) => subscriptions.hear(event as StreamEvent));
}

function shareTools({ connectedTools }: Pick<McpProcess, 'connectedTools'>, post: Post): void {
	connectedTools.tellOthers = (server, tools) => post.tellAll({ kind: 'tools', server, tools });
	post.handle('tools', ({ server, tools }) =>
		connectedTools.hear(String(server), tools as KnownTool[]),
	);
}

/** What only the process can do in which a trigger is published, which n8n has in one main. */
function servePublished(
	{ emitters, auditFiles }: Pick<McpProcess, 'emitters' | 'auditFiles'>,
	post: Post,
	{ auditFolder, report }: ClusterPorts,
): Cluster {
	post.handle('emit', ({ server, json }) => {
		const emit = emitters.get(String(server));
		if (!emit) return NOT_HERE;
		emit(json as IDataObject);
		return true;
	});
	post.handle('audit', ({ server, filed }) => {
		if (!emitters.has(String(server))) return NOT_HERE;
		const { workflow, file, rotation, record } = filed as FiledRecord;
		auditFiles.open(auditFilePath(auditFolder, workflow, file)).append(record, rotation);
		return true;
	});
	const askMain = async (message: Parameters<Post['askAnyone']>[0]) => {
		try {
			return (await post.askAnyone(message, MAIN_PATIENCE_MS)) === true;
		} catch (error) {
			if (!(error instanceof PostError)) throw error;
			report(`No process answers in which the trigger is published: ${error.message}`);
			return false;
		}
	};
	return {
		emit: async (server, json) => await askMain({ kind: 'emit', server, json }),
		fileRecord: async (server, filed) => await askMain({ kind: 'audit', server, filed }),
	};
}
