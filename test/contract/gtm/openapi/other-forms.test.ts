import { documentOfCatalog } from './endpoint-catalog';
import { documentOfCollection } from './postman-collection';
import { specOfDocument } from './spec';

describe('a Postman collection', () => {
	const spec = specOfDocument(
		documentOfCollection({
			item: [
				{
					name: 'Query',
					method: 'GET',
					url: '{{_endpoint}}/data/v{{version}}/query/?q=SELECT+Id',
					queryParams: [{ key: 'q' }],
				},
				{
					name: 'Create',
					method: 'POST',
					url: '{{_endpoint}}/data/v{{version}}/rows/<TABLE>',
					dataMode: 'raw',
					rawModeData: '{ "field": "value" }',
				},
				{
					name: 'Create many',
					method: 'POST',
					url: '{{_endpoint}}/data/v{{version}}/many',
					dataMode: 'raw',
					rawModeData: '{ "allOrNone": "Boolean", "records": "Row[]" }',
				},
				{ name: 'Sign in', method: 'POST', url: '{{url}}/token', data: [{ key: 'code' }] },
			],
		}),
	);

	test('says which paths and query parameters there are', () => {
		expect(
			spec.checkRequest({ method: 'GET', path: '/data/v64.0/query', query: { q: 'x' } }),
		).toEqual([]);
		expect(
			spec.checkRequest({ method: 'GET', path: '/data/v64.0/query', query: { s: 'x' } }),
		).toEqual([
			'GET /data/v{version}/query, request: query s is unknown to GET /data/v{version}/query',
			'GET /data/v{version}/query, request: query q is required',
		]);
		expect(spec.checkRequest({ method: 'POST', path: '/token', body: {} })).toEqual([
			'request: the specification has no operation for POST /token',
		]);
	});

	test('has bodies by example, which may hold any field, and bodies by type, which may not', () => {
		const post = (path: string, body: unknown) =>
			spec.checkRequest({ method: 'POST', path: `/data/v64.0${path}`, body });
		expect(post('/rows/Lead', { Name: 'Ada' })).toEqual([]);
		expect(post('/rows/Lead', [])).toEqual([expect.stringContaining('must be object')]);
		expect(post('/many', { allOrNone: false, records: [{ Name: 'Ada' }] })).toEqual([]);
		expect(post('/many', { allOrNone: 'false', record: [] })).toEqual([
			expect.stringContaining('body/allOrNone must be boolean'),
			expect.stringContaining('body has a property unknown to it: record'),
		]);
	});
});

describe('a catalog of endpoints', () => {
	const spec = specOfDocument(
		documentOfCatalog({
			base: 'https://vendor.example/api/v1',
			endpoints: [
				{
					method: 'POST',
					route: '/campaigns/{id}/leads/',
					params: [
						{ name: 'id', in: 'path', type: 'number', required: true },
						{ name: 'state', in: 'query', type: 'string', required: false, enumValues: ['on'] },
						{ name: 'leads', in: 'body', type: 'array', required: true },
						{ name: 'note', in: 'body', type: 'string', required: false },
					],
				},
			],
		}),
	);
	const post = (id: string, query: Record<string, string>, body?: unknown) =>
		spec.checkRequest({ method: 'POST', path: `/api/v1/campaigns/${id}/leads`, query, body });

	test('says where each parameter stands, of which type it is and whether it must be', () => {
		expect(post('7', { state: 'on' }, { leads: [] })).toEqual([]);
		expect(post('seven', { state: 'off' }, { note: 1 })).toEqual([
			expect.stringContaining('path id must be number'),
			expect.stringContaining('query state must be equal to one of the allowed values: on'),
			expect.stringContaining("body must have required property 'leads'"),
			expect.stringContaining('body/note must be string'),
		]);
		expect(post('7', {})).toEqual([expect.stringContaining('a body is required')]);
		expect(post('7', {}, { leads: [], lead: {} })).toEqual([
			expect.stringContaining('body has a property unknown to it: lead'),
		]);
	});
});
