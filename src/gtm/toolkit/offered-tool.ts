import { analyticsOperations } from '../operations/analytics/analytics-operations';
import { savedAlertOperations } from '../operations/analytics/saved-alerts';
import { crmOperations } from '../operations/crm/crm-operations';
import {
	enrichmentOperations,
	recordOperations,
} from '../operations/enrichment/enrichment-operations';
import type { Operation } from '../operations/operation';
import {
	sequencerOperations,
	suppressionOperations,
} from '../operations/sequencer/sequencer-operations';
import { capabilityOf } from '../operations/capability-of';
import type { ZodType } from '../../third-party/zod';
import type { OfferedSystem } from './offered-system';
import { severalVendorsOperations } from './several-vendors';
import type { ToolkitTool } from './toolkit-tool';
import { type ServerKind, toolkits } from './toolkits';

/** An operation whose inputs are its own affair: it only ever gets what its own schema made. */
export type ToolkitOperation = Omit<Operation<never>, 'input'> & { input: ZodType };

const own = { ...recordOperations, ...suppressionOperations };

/** What tools can be made of, by kind of server. */
const operations: Readonly<Record<ServerKind, Readonly<Record<string, ToolkitOperation>>>> = {
	crm: crmOperations,
	enrichment: { ...enrichmentOperations, ...recordOperations },
	sequencer: { ...sequencerOperations, ...suppressionOperations },
	analytics: { ...analyticsOperations, ...savedAlertOperations },
	waterfall: { ...severalVendorsOperations, ...recordOperations },
};

/** @throws Error if a table names an operation that is none */
export function operationNamed(kind: ServerKind, name: string): ToolkitOperation {
	const operation = operations[kind][name];
	if (operation) return operation;
	throw new Error(`There is no operation "${name}" for a ready server of the kind ${kind}`);
}

/** Whether a system, or this machine by itself, can do it. */
export function canDo(system: OfferedSystem, operation: ToolkitOperation): boolean {
	return Object.hasOwn(own, operation.name) || capabilityOf(system, operation).supported;
}

/** A tool of a ready server, with the operations that the system can do. */
export interface OfferedTool {
	tool: ToolkitTool;
	/** By the value of `kind`; by an empty one where there is no choice. */
	operations: ReadonlyMap<string, ToolkitOperation>;
}

/** All tools that a server can have, in the order of the table. */
export function offeredTools(server: ServerKind, system: OfferedSystem): OfferedTool[] {
	return toolkits[server].tools
		.map((tool) => {
			const named = typeof tool.operations === 'string' ? { '': tool.operations } : tool.operations;
			const able = Object.entries(named)
				.map(([kind, name]) => [kind, operationNamed(server, name)] as const)
				.filter(([, operation]) => canDo(system, operation));
			return { tool, operations: new Map(able) };
		})
		.filter(({ operations: able }) => able.size > 0);
}

/** Whether it changes something at a vendor or on the suppression list. Spending is no writing. */
export function isWriting({ operations: able }: Pick<OfferedTool, 'operations'>): boolean {
	return [...able.values()].some(({ scopes }) =>
		scopes.some((scope) => !scope.endsWith('.read') && !scope.endsWith('.spend')),
	);
}

/** What somebody must be allowed to do, all of it. */
export function scopesOf({ operations: able }: Pick<OfferedTool, 'operations'>): string[] {
	return [...new Set([...able.values()].flatMap(({ scopes }) => scopes))];
}
