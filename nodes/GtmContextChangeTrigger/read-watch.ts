import { type IPollFunctions, NodeOperationError } from 'n8n-workflow';

import { COMPARISONS, type Filter } from '../../src/context/query/search';
import { type Watch, WATCHED } from '../../src/context/query/watch';

/** @throws NodeOperationError naming the parameter that is missing */
export function readWatch(context: IPollFunctions): Watch {
	const text = (name: string) => {
		const value = context.getNodeParameter(name, '');
		return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
	};
	const watch = text('watch') as Watch['for'];
	if (!WATCHED.includes(watch)) throw problem(context, 'Start When is empty. Choose one.');
	if (watch !== 'threshold' && watch !== 'filter') return { for: watch };
	const attribute = text('attribute');
	if (attribute === '') throw problem(context, 'Attribute is empty. Give a name, e.g. score.');
	if (watch === 'threshold') {
		const threshold = Number(context.getNodeParameter('threshold', 0));
		const direction = text('direction') === 'down' ? 'down' : 'up';
		return { for: watch, attribute, threshold, direction };
	}
	const comparison = text('comparison') as Filter['comparison'];
	if (!COMPARISONS.includes(comparison)) throw problem(context, 'Comparison is empty. Choose one.');
	const value = text('value');
	const needsValue = comparison !== 'known' && comparison !== 'unknown';
	if (needsValue && value === '')
		throw problem(context, 'Value is empty. Give one, e.g. customer.');
	const direction = text('movement') === 'left' ? 'left' : 'entered';
	const filter = { attribute, comparison, ...(needsValue && { value: typed(value) }) };
	return { for: watch, filter, direction };
}

function problem(context: IPollFunctions, message: string): NodeOperationError {
	return new NodeOperationError(context.getNode(), message);
}

/** A number that is compared as one. */
function typed(text: string): string | number {
	return /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : text;
}
