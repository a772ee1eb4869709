import { GtmMcpRespond } from '../../../nodes/GtmMcpRespond/GtmMcpRespond.node';
import { PassThrough } from '../harness/test-nodes';

/** Hands on what the call brought, under the name of the trigger. */
export class TriggerStandIn extends PassThrough {
	constructor() {
		super();
		this.description = { ...this.description, name: 'gtmMcpServerTrigger' };
	}
}

/** What n8n makes of a node that is usable as a tool, as far as it runs it. */
export class RespondTool extends GtmMcpRespond {
	constructor() {
		super();
		this.description = { ...this.description, name: 'gtmMcpRespondTool' };
	}
}
