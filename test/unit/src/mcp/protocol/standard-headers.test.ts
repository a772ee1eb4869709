import type { IncomingHttpHeaders } from 'node:http';

import type { Request } from '../../../../../src/mcp/protocol/json-rpc';
import { checkStandardHeaders } from '../../../../../src/mcp/protocol/standard-headers';

const VERSION = '2026-07-28';
const call: Request = { kind: 'request', id: 1, method: 'tools/call', params: { name: 'größe' } };
const list: Request = { kind: 'request', id: 1, method: 'tools/list', params: {} };
const encoded = `=?base64?${Buffer.from('größe').toString('base64')}?=`;

const headersOf = (method: string, name?: string): IncomingHttpHeaders => ({
	'mcp-protocol-version': VERSION,
	'mcp-method': method,
	...(name === undefined ? {} : { 'mcp-name': name }),
});

describe('the standard headers of a modern request', () => {
	it('pass when they repeat the body', () => {
		expect(() => checkStandardHeaders(headersOf('tools/list'), list, VERSION)).not.toThrow();
	});

	it('may carry a name in base64, and blanks around values', () => {
		expect(() =>
			checkStandardHeaders(headersOf(' tools/call ', encoded), call, VERSION),
		).not.toThrow();
	});

	it.each([
		[
			'the version is missing',
			{ ...headersOf('tools/list'), 'mcp-protocol-version': undefined },
			list,
		],
		[
			'the version differs',
			{ ...headersOf('tools/list'), 'mcp-protocol-version': '2025-11-25' },
			list,
		],
		['the method is missing', { 'mcp-protocol-version': VERSION }, list],
		['the method differs in case', headersOf('Tools/List'), list],
		['the name is missing', headersOf('tools/call'), call],
		['the name differs', headersOf('tools/call', 'other'), call],
		['the name has raw characters outside ASCII', headersOf('tools/call', 'größe'), call],
		['the base64 is malformed', headersOf('tools/call', '=?base64?!?='), call],
	] as const)('are refused with -32020 and HTTP 400 when %s', (_, headers, request) => {
		expect(() => checkStandardHeaders(headers, request, VERSION)).toThrow(
			expect.objectContaining({ code: -32020, httpStatus: 400 }),
		);
	});
});
