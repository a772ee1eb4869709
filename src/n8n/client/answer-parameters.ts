import { NodeConnectionTypes, type IExecuteFunctions } from 'n8n-workflow';

import type { Answers, ElicitationAnswer } from '../../mcp/client/answers/answers';
import { McpClientError } from '../../mcp/client/client-error';
import type { AskPerson } from './person-answers';
import { type ParameterSource, rowsOf, textOf } from './parameter-source';
import { isChatModel, samplingBy } from './sampling';

/**
 * How the server's questions are answered while a call of an item runs: what "When the Server Asks",
 * "Answer With a Chat Model" and "Roots" say.
 */
export async function readAnswers(
	source: ParameterSource,
	context: IExecuteFunctions,
	itemIndex: number,
	askPerson: AskPerson,
): Promise<Answers> {
	const elicitation = readElicitation(source, askPerson);
	const roots = readRoots(source);
	const sampling =
		source.get('options.useModel', false) === true ? await modelOf(context, itemIndex) : undefined;
	return {
		...(elicitation && { elicitation }),
		...(sampling && { sampling: samplingBy(sampling) }),
		...(roots.length > 0 && { roots }),
	};
}

function readElicitation(
	source: ParameterSource,
	askPerson: AskPerson,
): ElicitationAnswer | undefined {
	switch (source.get('options.elicitation', 'none')) {
		case 'ask':
			return { kind: 'ask', ask: askPerson };
		case 'cancel':
			return { kind: 'cancel' };
		case 'decline':
			return { kind: 'decline' };
		case 'defaults':
			return { kind: 'defaults', otherwise: 'decline' };
		case 'values':
			return { kind: 'values', values: readValues(source), otherwise: 'decline' };
		default:
			return undefined;
	}
}

function readValues(source: ParameterSource): Record<string, unknown> {
	const value = source.get('options.elicitationValues', {});
	const parsed = typeof value === 'string' ? parse(value) : value;
	if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) {
		return parsed as Record<string, unknown>;
	}
	throw new McpClientError('call', "'Answers' is not a JSON object", {
		hint: 'Enter an object with a key for each field that the server may ask for, such as {"confirm": true}.',
		delivery: 'notSent',
	});
}

/** Text that is no JSON comes back as it is, and is then refused for not being an object. */
function parse(text: string): unknown {
	if (text.trim() === '') return {};
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}

function readRoots(source: ParameterSource): Array<{ uri: string; name?: string }> {
	const rows = rowsOf(source.get('options.roots', {}), 'root');
	return rows
		.map(({ uri, name }) => ({ uri: textOf(uri).trim(), name: textOf(name).trim() }))
		.filter(({ uri }) => uri !== '')
		.map(({ uri, name }) => ({ uri: checkedRoot(uri), ...(name !== '' && { name }) }));
}

function checkedRoot(uri: string): string {
	if (URL.parse(uri)?.protocol === 'file:') return uri;
	throw new McpClientError('call', `The root "${uri}" is not a file: URI`, {
		hint: 'Enter a URI such as file:///data/accounts. The node only reports it to the server and reads nothing.',
		delivery: 'notSent',
	});
}

async function modelOf(context: IExecuteFunctions, itemIndex: number) {
	const connected: unknown = await context.getInputConnectionData(
		NodeConnectionTypes.AiLanguageModel,
		itemIndex,
	);
	const model: unknown = Array.isArray(connected) ? connected[0] : connected;
	if (isChatModel(model)) return model;
	throw new McpClientError('call', 'No chat model is connected', {
		hint: 'Connect a chat model to the Model port of the node, or turn off "Answer With a Chat Model".',
		delivery: 'notSent',
	});
}
