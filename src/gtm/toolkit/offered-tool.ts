import { analyticsOperations } from '../operations/analytics/analytics-operations';
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
import { type Capable, capabilityOf } from '../operations/capability-of';
import type { Vendor, VendorCategory } from '../vendors/vendor';
import type { ZodType } from '../../third-party/zod';
import type { ToolkitTool } from './toolkit-tool';
import { toolkits } from './toolkits';

/** An operation whose inputs are its own affair: it only ever gets what its own schema made. */
export type ToolkitOperation = Omit<Operation<never>, 'input'> & { input: ZodType };

const own = { ...recordOperations, ...suppressionOperations };

/** What tools can be made of: everything that one vendor, or none, is needed for. */
const operations: Readonly<Record<VendorCategory, Readonly<Record<string, ToolkitOperation>>>> = {
	crm: crmOperations,
	enrichment: { ...enrichmentOperations, ...recordOperations },
	sequencer: { ...sequencerOperations, ...suppressionOperations },
	analytics: analyticsOperations,
};

/** @throws Error if a table names an operation that is none */
export function operationNamed(category: VendorCategory, name: string): ToolkitOperation {
	const operation = operations[category][name];
	if (operation) return operation;
	throw new Error(`There is no operation "${name}" for a ready server of the kind ${category}`);
}

/** Whether a vendor, or this machine by itself, can do it. */
export function canDo(vendor: Vendor & Capable, operation: ToolkitOperation): boolean {
	return Object.hasOwn(own, operation.name) || capabilityOf(vendor, operation).supported;
}

/** A tool of a ready server, with the operations that the vendor can do. */
export interface OfferedTool {
	tool: ToolkitTool;
	/** By the value of `kind`; by an empty one where there is no choice. */
	operations: ReadonlyMap<string, ToolkitOperation>;
}

/** All tools that a server of a vendor can have, in the order of the table. */
export function offeredTools(category: VendorCategory, vendor: Vendor & Capable): OfferedTool[] {
	return toolkits[category].tools
		.map((tool) => {
			const named = typeof tool.operations === 'string' ? { '': tool.operations } : tool.operations;
			const able = Object.entries(named)
				.map(([kind, name]) => [kind, operationNamed(category, name)] as const)
				.filter(([, operation]) => canDo(vendor, operation));
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
