import {
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	WAIT_INDEFINITELY,
} from 'n8n-workflow';

import { McpClientError } from '../../mcp/client/client-error';
import type { AskPerson, OpenQuestion } from './person-answers';
import { itemSource, pickedText, textOf } from './parameter-source';

/** A question as the workflow that delivers it gets it. */
interface Delivery extends IDataObject {
	question: string;
	subject: string;
	item: number;
	/** Where the answer is entered. Who has the address may answer. */
	formUrl: string;
	/** Questions that wait behind this one. */
	more: number;
}

/**
 * Puts the execution to sleep until a person answers the first of the questions, and has the chosen
 * workflow deliver it.
 *
 * @returns what the node shows while it waits; it is not passed on
 */
export async function waitForPerson(
	context: IExecuteFunctions,
	open: readonly OpenQuestion[],
): Promise<INodeExecutionData[]> {
	const [first] = open;
	if (!first) return [];
	const { itemIndex, subject, question } = first;
	const delivery: Delivery = {
		question: question.message,
		subject,
		item: itemIndex,
		formUrl: textOf(context.evaluateExpression('{{ $execution.resumeUrl }}', itemIndex)),
		more: open.length - 1,
	};
	await deliver(context, itemIndex, delivery);
	await context.putExecutionToWait(WAIT_INDEFINITELY);
	return [{ json: delivery, pairedItem: { item: itemIndex } }];
}

async function deliver(
	context: IExecuteFunctions,
	itemIndex: number,
	delivery: Delivery,
): Promise<void> {
	const source = itemSource(context, itemIndex);
	const workflowId = pickedText(source.get('options.askWorkflow', ''));
	if (workflowId === '') return;
	await context.executeWorkflow({ id: workflowId }, [{ json: delivery }], undefined, {
		doNotWaitToFinish: true,
	});
}

/** An agent that uses the node as a tool cannot be put to sleep in the middle. */
export const refuseToAsk: AskPerson = async () =>
	await Promise.reject(
		new McpClientError(
			'call',
			'The server asks a question, and an agent cannot wait for a person',
			{
				hint: 'Choose another option under "When the Server Asks", or call the tool in a workflow step.',
			},
		),
	);
