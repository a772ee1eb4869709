import type { NodeExecutionHint } from 'n8n-workflow';

import type { BatchSummary } from '../../gtm/batch/batch-summary';
import type { TrafficSummary } from '../../gtm/http/traffic-summary';

/** From this wait on it is worth a hint, in milliseconds. */
const NOTABLE_WAIT_MS = 2_000;

/** What the user of a node should know of how it went, below its output. */
export function toExecutionHints(
	vendorName: string,
	traffic: TrafficSummary,
	batch?: BatchSummary,
): NodeExecutionHint[] {
	return [...trafficHints(vendorName, traffic), ...(batch ? batchHints(batch) : [])];
}

function trafficHints(vendorName: string, traffic: TrafficSummary): NodeExecutionHint[] {
	const { longestWaitMs, rateLimited, repeated, requests, heldBack } = traffic;
	const hints: NodeExecutionHint[] = [];
	if (longestWaitMs >= NOTABLE_WAIT_MS) {
		hints.push(info(`Waited up to ${seconds(longestWaitMs)} for the limits of ${vendorName}`));
	}
	if (repeated > 0) {
		const limits = rateLimited > 0 ? `, ${rateLimited} rejected by a rate limit` : '';
		hints.push(info(`${repeated} of ${requests} requests were sent again${limits}`));
	}
	if (heldBack > 0) {
		hints.push(
			warning(
				`${heldBack} requests were not sent: ${vendorName} had failed several times in a row`,
			),
		);
	}
	return hints;
}

function batchHints({
	total,
	succeeded,
	counts,
	cost,
	remembered,
	retryable,
}: BatchSummary): NodeExecutionHint[] {
	if (total === 0) return [];
	const words = Object.entries(counts).map(([status, count]) => `${count} ${status}`);
	const costs = Object.entries(cost).map(([unit, amount]) => `${amount} × ${unit}`);
	const spent = costs.length > 0 ? `; cost: ${costs.join(', ')}` : '';
	const kept = remembered > 0 ? `; ${remembered} reused, at no cost` : '';
	const later = retryable > 0 ? `; ${retryable} may work later` : '';
	const message = `${total} inputs: ${words.join(', ')}${spent}${kept}${later}`;
	return [succeeded === total ? info(message) : warning(message)];
}

function info(message: string): NodeExecutionHint {
	return { message, location: 'outputPane', type: 'info' };
}

function warning(message: string): NodeExecutionHint {
	return { message, location: 'outputPane', type: 'warning' };
}

function seconds(milliseconds: number): string {
	return `${Math.round(milliseconds / 1000)} s`;
}
