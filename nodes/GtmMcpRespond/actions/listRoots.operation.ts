import { type IDataObject, type INodeProperties, updateDisplayOptions } from 'n8n-workflow';

import { keyProperty, optionsProperty, timeoutOption } from './ask.properties';
import { readKey } from '../../../src/n8n/respond/answer-key';
import { askForEachItem } from '../../../src/n8n/respond/ask';
import type { StartOperation } from '../../../src/n8n/respond/operation';

const properties: INodeProperties[] = [keyProperty('roots'), optionsProperty([timeoutOption])];

export const description = updateDisplayOptions({ show: { operation: ['listRoots'] } }, properties);

export const start: StartOperation = (run) =>
	askForEachItem(run, (parameters) => {
		const key = readKey(parameters);
		return {
			questions: { [key]: { method: 'roots/list', params: {} } },
			toFields: (answers) => {
				const roots = answers[key]?.roots;
				return { [key]: Array.isArray(roots) ? (roots as IDataObject[]) : [] };
			},
			fieldsWithoutClient: { [key]: [] },
		};
	});
