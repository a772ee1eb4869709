import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import * as announce from './announce.operation';
import * as askModel from './askModel.operation';
import * as askSeveral from './askSeveral.operation';
import * as askUser from './askUser.operation';
import * as becomeTask from './becomeTask.operation';
import * as listRoots from './listRoots.operation';
import * as log from './log.operation';
import * as progress from './progress.operation';
import * as respond from './respond.operation';
import type { StartOperation } from '../../../src/n8n/respond/operation';
import { runItems } from '../../../src/n8n/respond/run-items';
import { outputsOf } from '../outputs';

const operations = {
	announce,
	askModel,
	askSeveral,
	askUser,
	becomeTask,
	listRoots,
	log,
	progress,
	respond,
} satisfies Record<string, { start: StartOperation }>;

export async function router(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const operation = this.getNodeParameter('operation', 0) as keyof typeof operations;
	const { start } = operations[operation];
	return await runItems(this, start, outputsOf({ operation }).length);
}
