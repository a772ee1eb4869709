import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { SequencerVendor } from '../../../src/gtm/sequencer/sequencer-vendor';
import { vendorOf } from '../../../src/gtm/vendors/registry';
import { readText } from '../../../src/n8n/gtm/node/parameter-values';
import type { Execute } from '../../../src/n8n/gtm/node/prepared';
import { runVendorNode } from '../../../src/n8n/gtm/node/run-vendor-node';
import * as engagement from './engagement.resource';
import * as enrollment from './enrollment.resource';
import * as messaging from './messaging.resource';
import * as sequence from './sequence.resource';

const EXECUTES: Readonly<Record<string, Execute<SequencerVendor>>> = {
	...sequence.executes,
	...enrollment.executes,
	...messaging.executes,
	...engagement.executes,
};

export async function router(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const vendor = vendorOf('sequencer', readText(this, 'vendor', 0));
	return await runVendorNode(
		this,
		vendor,
		(resource, operation) => EXECUTES[`${resource}.${operation}`],
	);
}
