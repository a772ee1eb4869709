import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { vendors } from '../../src/gtm/vendors/registry';
import { outputOptions } from '../../src/n8n/gtm/node/output.properties';
import { vendorCredentials, vendorProperties } from '../../src/n8n/gtm/node/vendor.properties';
import * as activity from './actions/activity/activity.resource';
import * as metadata from './actions/metadata/metadata.resource';
import * as workflow from './actions/metadata/workflow.resource';
import * as record from './actions/record/record.resource';
import { router } from './actions/router';
import * as listSearch from './methods/listSearch';
import * as loadOptions from './methods/loadOptions';
import * as resourceMapping from './methods/resourceMapping';

export class GtmCrm implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'GTM CRM',
		name: 'gtmCrm',
		icon: { light: 'file:../../icons/gtm-crm.svg', dark: 'file:../../icons/gtm-crm.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle:
			'={{ $parameter["vendor"] + ": " + $parameter["operation"] + " " + $parameter["resource"] }}',
		description: 'Read and write contacts, companies, deals and activities of any CRM, in one form',
		defaults: { name: 'GTM CRM' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: vendorCredentials(vendors.crm),
		properties: [
			...vendorProperties(vendors.crm),
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [
					{ name: 'Activity', value: 'activity' },
					{ name: 'Company', value: 'company' },
					{ name: 'Contact', value: 'contact' },
					{ name: 'Deal', value: 'deal' },
					{ name: 'Owner', value: 'owner' },
					{ name: 'Property', value: 'property' },
					{ name: 'Workflow', value: 'workflow' },
				],
				default: 'contact',
			},
			...record.description,
			...activity.description,
			...workflow.description,
			...metadata.description,
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add option',
				default: {},
				options: outputOptions,
			},
		],
	};

	methods = { listSearch, loadOptions, resourceMapping };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await router.call(this);
	}
}
