import { PRIVACY_CLASSES } from '../../../../src/context/model/observation';
import type { ContextOperation } from '../../../../src/n8n/context/context-operation';
import { optionsOf } from '../options.property';
import { privacyOption } from '../view.properties';

export const exportRows: ContextOperation = {
	resource: 'store',
	value: 'export',
	name: 'Export',
	action: 'Export everything',
	description: 'One item for each line that Import takes in again',
	properties: [optionsOf(privacyOption)],
	async run(parameters, { graph, actor }) {
		const upTo = parameters.optionalChoice('options.upTo', PRIVACY_CLASSES);
		const caller = { viewer: { name: actor, ...(upTo !== undefined && { upTo }) } };
		const rows: object[] = [];
		for await (const row of graph.export(caller)) rows.push(row);
		return rows;
	},
};
