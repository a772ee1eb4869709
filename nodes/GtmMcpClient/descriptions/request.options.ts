import type { INodeProperties } from 'n8n-workflow';

import { resilienceProperties } from './resilience.properties';
import { otherServerUrl } from './server.properties';

const concurrency: INodeProperties = {
	displayName: 'Items at a Time',
	name: 'concurrency',
	type: 'number',
	default: 1,
	typeOptions: { minValue: 1, maxValue: 20 },
	description:
		'How many items to process at the same time. The output keeps the order of the items. The value of the first item applies to all.',
};

const includeReport: INodeProperties = {
	displayName: 'Include Report',
	name: 'includeReport',
	type: 'boolean',
	default: false,
	description:
		'Whether to add details to each item under _mcp: endpoint, attempts, time waited, cache, protocol version and warnings. Otherwise, the node shows a hint if something unusual happened.',
};

const sessionKey: INodeProperties = {
	displayName: 'Session Key',
	name: 'sessionKey',
	type: 'string',
	default: '',
	placeholder: 'e.g. account-4711',
	description:
		'Key under which to record what was read and done. Read it back with Session > Read. Leave empty to use this execution.',
};

const timeout: INodeProperties = {
	displayName: 'Timeout',
	name: 'timeout',
	type: 'number',
	default: 60,
	typeOptions: { minValue: 1 },
	description:
		'How many seconds to wait for each response of the server. Each progress notification restarts the timer.',
};

interface OptionGroups {
	/** What the result looks like. */
	own?: INodeProperties[];
	/** What the server may ask while it works. */
	questions?: INodeProperties[];
	/** What is refused. */
	guards?: INodeProperties[];
}

/**
 * The options of an operation, with those that all share: in the order in which a person thinks of
 * them, from the result to the network.
 */
export function requestOptions({
	own = [],
	questions = [],
	guards = [],
}: OptionGroups = {}): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			...own,
			...guards,
			...questions,
			includeReport,
			sessionKey,
			concurrency,
			timeout,
			otherServerUrl,
			...resilienceProperties,
		],
	};
}
