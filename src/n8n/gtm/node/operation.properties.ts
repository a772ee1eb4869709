import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { Capability } from '../../../gtm/vendors/capability';
import type { Vendor } from '../../../gtm/vendors/vendor';

type CapableVendor = Vendor & { capabilities: Readonly<Record<string, Capability>> };

/** An operation as it stands in the list, by the second part of its name: `upsert` of `contact.upsert`. */
export type OperationLabel = Pick<INodePropertyOptions, 'name' | 'action' | 'description'>;

export type OperationLabels = Readonly<Record<string, OperationLabel>>;

/**
 * The operations of a resource. One that a vendor cannot do is not on the list while that vendor is
 * chosen; a sentence below says why, and what is peculiar about the chosen one.
 */
export function operationProperties(
	vendors: readonly CapableVendor[],
	resource: string,
	labels: OperationLabels,
): INodeProperties[] {
	const operations = Object.keys(labels);
	const ableTo = (operation: string) =>
		vendors.filter(({ capabilities }) => capabilities[`${resource}.${operation}`]?.supported);
	const offered = operations.filter((operation) => ableTo(operation).length > 0);
	// n8n does not start with a list of operations that is empty.
	if (offered.length === 0) return vendors.flatMap((vendor) => gapsOf(vendor, resource, labels));
	return [
		{
			displayName: 'Operation',
			name: 'operation',
			type: 'options',
			noDataExpression: true,
			displayOptions: { show: { resource: [resource] } },
			options: offered.map((operation) => ({
				...(labels[operation] ?? { name: operation }),
				value: operation,
				displayOptions: { show: { vendor: ableTo(operation).map(({ profile }) => profile.id) } },
			})),
			default: offered[0] ?? '',
		},
		...vendors.flatMap((vendor) => notesOf(vendor, resource, offered)),
		...vendors.flatMap((vendor) => gapsOf(vendor, resource, labels)),
	];
}

function notesOf(vendor: CapableVendor, resource: string, operations: readonly string[]) {
	return operations.flatMap((operation): INodeProperties[] => {
		const capability = vendor.capabilities[`${resource}.${operation}`];
		if (!capability?.supported || capability.note === undefined) return [];
		return [
			notice(`${vendor.profile.id}_${resource}_${operation}`, capability.note, {
				vendor: [vendor.profile.id],
				resource: [resource],
				operation: [operation],
			}),
		];
	});
}

function gapsOf(
	{ profile, capabilities }: CapableVendor,
	resource: string,
	labels: OperationLabels,
) {
	const sentences = Object.entries(labels).flatMap(([operation, { name }]) => {
		const capability = capabilities[`${resource}.${operation}`];
		return capability && !capability.supported ? [`<b>${name}</b>: ${capability.why}`] : [];
	});
	if (sentences.length === 0) return [];
	const text = `Not offered for ${profile.name}. ${sentences.join(' ')}`;
	const shown = { vendor: [profile.id], resource: [resource] };
	return [notice(`${profile.id}_${resource}_gaps`, text, shown)];
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
