import { setTimeout as pause } from 'node:timers/promises';

import { N8nRestError } from './rest-connection.ts';
import type { RestConnection } from './rest-connection.ts';

const POLL_MS = 100;
const DEADLINE_MS = 60_000;

interface PublicationStatus {
	status: 'failed' | 'in_progress' | 'not_published' | 'partial' | 'published';
	/** The version whose triggers run; n8n goes on with the old one until the new one is up. */
	liveVersionId: string | null;
	triggers: Array<{ nodeId: string; status: string; errorMessage: string | null }>;
}

/** n8n accepted a publication, but a trigger did not start. */
export class PublicationError extends Error {
	override name = 'PublicationError';
}

/** Undefined when this n8n publishes at once and has no status to ask for. */
async function publicationStatus(
	connection: RestConnection,
	workflowId: string,
): Promise<PublicationStatus | undefined> {
	const path = `/workflows/${workflowId}/publication-status`;
	try {
		return await connection.data<PublicationStatus>({ method: 'GET', path });
	} catch (error) {
		if (error instanceof N8nRestError && error.status === 404) return undefined;
		throw error;
	}
}

async function settledStatus(
	connection: RestConnection,
	workflowId: string,
): Promise<PublicationStatus | undefined> {
	const deadline = Date.now() + DEADLINE_MS;
	for (;;) {
		const status = await publicationStatus(connection, workflowId);
		if (status?.status !== 'in_progress') return status;
		if (Date.now() > deadline) {
			throw new PublicationError(`workflow ${workflowId}: still in progress after a minute`);
		}
		await pause(POLL_MS);
	}
}

/** Waits until n8n, which unpublishes in the background, has done so. */
export async function waitUntilUnpublished(
	connection: RestConnection,
	workflowId: string,
): Promise<void> {
	await settledStatus(connection, workflowId);
}

/**
 * Waits until the triggers of a published version run: n8n starts them in the background. Throws
 * PublicationError with what the triggers report when one does not start.
 */
export async function waitUntilPublished(
	connection: RestConnection,
	workflowId: string,
	versionId: string,
): Promise<void> {
	const settled = await settledStatus(connection, workflowId);
	if (!settled) return;
	if (settled.status === 'published' && settled.liveVersionId === versionId) return;
	const reasons = settled.triggers
		.filter(({ errorMessage }) => errorMessage)
		.map(({ nodeId, errorMessage }) => `${nodeId}: ${errorMessage}`);
	const reason = reasons.join('; ') || 'no trigger of this version runs';
	throw new PublicationError(`workflow ${workflowId}: ${settled.status}: ${reason}`);
}
