import type { INodeProperties } from 'n8n-workflow';

import { type Capable, capabilityOf } from '../../../gtm/operations/capability-of';
import type { Operation } from '../../../gtm/operations/operation';
import type { Vendor } from '../../../gtm/vendors/vendor';

type CapableVendor = Vendor & Capable;

type Described = Pick<Operation<never>, 'name' | 'label' | 'title' | 'description' | 'madeOf'>;

/**
 * The operations of a resource. One that a vendor cannot do is not on the list while that vendor is
 * chosen. A sentence below says what is peculiar about the chosen one, or why there is none.
 */
export function operationProperties(
	vendors: readonly CapableVendor[],
	catalogue: Readonly<Record<string, Described>>,
	resource: string,
): INodeProperties[] {
	const all = Object.values(catalogue).filter(({ name }) => name.startsWith(`${resource}.`));
	const ableTo = (operation: Described) =>
		vendors.filter((vendor) => capabilityOf(vendor, operation).supported);
	const offered = all.filter((operation) => ableTo(operation).length > 0);
	// n8n does not start with a list of operations that is empty.
	if (offered.length === 0) return [];
	return [
		{
			displayName: 'Operation',
			name: 'operation',
			type: 'options',
			noDataExpression: true,
			displayOptions: { show: { resource: [resource] } },
			options: offered
				.map((operation) => ({
					...toOption(operation),
					displayOptions: { show: { vendor: ableTo(operation).map(({ profile }) => profile.id) } },
				}))
				.toSorted((a, b) => a.name.localeCompare(b.name)),
			default: offered.map(verbOf)[0] ?? '',
		},
		...vendors.flatMap((vendor) => notesOf(vendor, resource, offered)),
		...vendors.flatMap((vendor) => gapsOf(vendor, resource, all)),
	];
}

/** The operations of a resource that needs no vendor, or several. */
export function ownOperationProperties(
	catalogue: Readonly<Record<string, Described>>,
	resource: string,
): INodeProperties {
	const all = Object.values(catalogue).filter(({ name }) => name.startsWith(`${resource}.`));
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [resource] } },
		options: all.map(toOption).toSorted((a, b) => a.name.localeCompare(b.name)),
		default: all.map(verbOf)[0] ?? '',
	};
}

function toOption(operation: Described) {
	const { label, title, description } = operation;
	return { name: label, value: verbOf(operation), action: title, description };
}

/** The second part of its name: `upsert` of `contact.upsert`. */
function verbOf({ name }: Described): string {
	return name.slice(name.indexOf('.') + 1);
}

function notesOf(vendor: CapableVendor, resource: string, operations: readonly Described[]) {
	return operations.flatMap((operation): INodeProperties[] => {
		const capability = capabilityOf(vendor, operation);
		// What is peculiar about the vendor's operation is told where that one is chosen.
		if (!capability.supported || capability.note === undefined || operation.madeOf) return [];
		const verb = verbOf(operation);
		return [
			notice(`${vendor.profile.id}_${resource}_${verb}`, capability.note, {
				vendor: [vendor.profile.id],
				resource: [resource],
				operation: [verb],
			}),
		];
	});
}

/** Told where the operation is chosen all the same: it was, for another vendor or before. */
function gapsOf(vendor: CapableVendor, resource: string, operations: readonly Described[]) {
	const { profile } = vendor;
	return operations.flatMap((operation) => {
		const capability = capabilityOf(vendor, operation);
		if (capability.supported) return [];
		const verb = verbOf(operation);
		const text = `${profile.name} does not offer <b>${operation.label}</b>. ${capability.why}`;
		const shown = { vendor: [profile.id], resource: [resource], operation: [verb] };
		return [notice(`${profile.id}_${resource}_${verb}_gap`, text, shown)];
	});
}

function notice(name: string, text: string, show: Record<string, string[]>): INodeProperties {
	return {
		displayName: text,
		name: `notice_${name}`,
		type: 'notice',
		default: '',
		displayOptions: { show },
	};
}
