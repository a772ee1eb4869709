import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { vendors } from '../../src/gtm/vendors/registry';
import { vendorCredentials, vendorNames } from '../../src/n8n/gtm/node/vendor.properties';
import { router } from './actions/router';
import { properties } from './GtmCrm.properties';
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
		description: `Read and write contacts, companies, deals and activities in ${vendorNames(vendors.crm)}`,
		defaults: { name: 'GTM CRM' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: vendorCredentials(vendors.crm),
		properties,
	};

	methods = { listSearch, loadOptions, resourceMapping };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await router.call(this);
	}
}
