import { readLogData } from '../../../../../src/n8n/respond/log-data';

describe('the data of a log message', () => {
	it.each([
		['{"a":1}', { a: 1 }],
		[' [1]', [1]],
		['[draft] sent', '[draft] sent'],
		['12', '12'],
		['text', 'text'],
		[{ a: 1 }, { a: 1 }],
	])('%j is read as %j', (value, expected) => {
		expect(readLogData(value)).toEqual(expected);
	});
});
