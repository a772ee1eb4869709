import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { sleepingNode } from '../runtime-internals';
import { readQuestionForm } from './question-form';
import { PAGE_HEADERS, nothingToAnswerPage, questionPage, thanksPage } from './question-page';
import { recall, remember } from './question-memory';

/**
 * The page on which a person answers a question of a server. n8n checks the token in its address. A
 * valid answer wakes the execution: the node runs again with the same items, and makes the call of
 * the item again with what was answered.
 */
export async function answerQuestion(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const node = sleepingNode(context);
	const memory = node && recall(node.memory);
	const [question] = memory?.open ?? [];
	if (!node || !memory || !question) return await show(context, nothingToAnswerPage());
	if (context.getRequestObject().method !== 'POST') {
		return await show(context, questionPage(question));
	}
	const read = readQuestionForm(question.question, context.getBodyData());
	if ('problem' in read) return await show(context, questionPage(question, read.problem));
	const item = String(question.itemIndex);
	const given = { ...memory.given[item], [question.key]: read.answer };
	remember(node.memory, {
		...memory,
		given: { ...memory.given, [item]: given },
		open: memory.open.slice(1),
	});
	node.runAgain();
	return { ...(await show(context, thanksPage())), workflowData: node.input };
}

async function show(context: IWebhookFunctions, page: string): Promise<IWebhookResponseData> {
	context.getResponseObject().status(200).set(PAGE_HEADERS).send(page);
	return await Promise.resolve({ noWebhookResponse: true });
}
