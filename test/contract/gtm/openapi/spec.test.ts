import { checkedPort } from './checked-port';
import { specOfDocument } from './spec';
import type { Spec } from './spec';
import { TINY } from './tiny-document';

const JSON_API = { 'content-type': 'application/vnd.api+json' };
const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };

let spec: Spec;

const post = (body: unknown, headers: Record<string, string> = JSON_API) =>
	spec.checkRequest({ method: 'POST', path: '/v1/people', headers, body });

const get = (query: Record<string, string | number | string[]>, path = '/v1/people') =>
	spec.checkRequest({ method: 'GET', path, query });

beforeEach(() => {
	spec = specOfDocument(TINY);
});

describe('a request checked against a specification', () => {
	test('is found by method and path below the server’s own', () => {
		expect(post({ name: 'Ada' })).toEqual([]);
		expect(spec.checkRequest({ method: 'PUT', path: '/v1/people' })).toEqual([
			'request: the specification has no operation for PUT /v1/people',
		]);
		expect(spec.checkRequest({ method: 'DELETE', path: '/people/ada' })).toHaveLength(1);
	});

	test('has the most literal path of those that fit', () => {
		expect(get({}, '/v1/people/search')).toEqual([
			'GET /people/search, request: query q is required',
		]);
	});

	test('has its path values decoded and checked', () => {
		expect(spec.checkRequest({ method: 'DELETE', path: '/v1/people/ada%20l' })).toEqual([]);
		expect(spec.checkRequest({ method: 'DELETE', path: '/v1/people/%61' })).toEqual([
			expect.stringContaining('path id must NOT have fewer than 3 characters'),
		]);
	});

	test('has only query parameters that there are, of their types', () => {
		expect(get({ limit: 100, 'tags[]': ['a', 'b'], 'filter[name]': 'Ada' })).toEqual([]);
		expect(get({ limit: '20' })).toEqual([]);
		expect(get({ limit: 'many', tags: ['a'] })).toEqual([
			'GET /people, request: query limit must be integer (is "many")',
		]);
		expect(get({ limit: 500, page: 2 })).toEqual([
			'GET /people, request: query page is unknown to GET /people',
			'GET /people, request: query limit must be <= 100 (is 500)',
		]);
	});

	test('has a body if one is wanted, and none if not', () => {
		expect(post(undefined)).toEqual(['POST /people, request: a body is required']);
		expect(spec.checkRequest({ method: 'GET', path: '/v1/people', body: {} })).toEqual([
			'GET /people, request: no body is expected',
		]);
	});

	test('has a body of the type that the vendor wants', () => {
		expect(post({ name: 'Ada' }, JSON_TYPE)).toEqual([
			expect.stringContaining('application/vnd.api+json is expected, not application/json'),
		]);
	});

	test('need not have what only the vendor may set', () => {
		expect(post({ name: 'Ada' })).toEqual([]);
		expect(post({})).toEqual([
			"POST /people, request: body must have required property 'name' (is {})",
		]);
	});

	test('has a body checked through references, with the words of OpenAPI 3.0', () => {
		expect(post({ name: 'Ada', age: null, boss: { name: 'Max', age: 1 } })).toEqual([]);
		expect(post({ name: 'Ada', age: 0, boss: { name: '' }, type: 'friend' })).toEqual([
			'POST /people, request: body/age must be > 0 (is 0)',
			'POST /people, request: body/boss/name must NOT have fewer than 1 characters (is "")',
			'POST /people, request: body/type must be equal to one of the allowed values: lead, customer (is "friend")',
		]);
	});

	test('is not judged by an expression that cannot be run here', () => {
		expect(post({ name: 'Ada', code: 'AAA', range: [1, 2] })).toEqual([]);
		expect(post({ name: 'Ada', range: [1, 'b'] })).toEqual([
			'POST /people, request: body/range/1 must be integer (is "b")',
		]);
	});

	test('may be null where the type says so, whatever the list of values says', () => {
		expect(post({ name: 'Ada', region: null })).toEqual([]);
		expect(post({ name: 'Ada', region: 'asia' })).toHaveLength(1);
	});

	test('has no property at its top that the specification does not name', () => {
		expect(post({ name: 'Ada', nickname: 'A' })).toEqual([
			expect.stringContaining('body has a property unknown to it: nickname'),
		]);
	});
});

describe('an answer checked against a specification', () => {
	const answer = (status: number, body: unknown, headers: Record<string, string> = JSON_API) =>
		spec.checkResponse({ method: 'POST', path: '/v1/people' }, { status, headers, body });

	test('has a body as its status wants it', () => {
		expect(answer(201, { id: '1', name: 'Ada' })).toEqual([]);
		expect(answer(201, { name: 'Ada' })).toEqual([
			expect.stringContaining("required property 'id'"),
		]);
		expect(answer(422, { error: 'no name' }, JSON_TYPE)).toEqual([]);
		expect(answer(422, {}, JSON_TYPE)).toEqual([
			expect.stringContaining("required property 'error'"),
		]);
	});

	test('has a status that is named, unless it is one that any operation may have', () => {
		expect(answer(204, undefined)).toEqual([
			'POST /people, response: status 204 is not one of 201, 4XX',
		]);
		expect(answer(503, 'down')).toEqual([]);
	});

	test('has the content type that is named', () => {
		expect(answer(201, '<html>', { 'content-type': 'text/html' })).toEqual([
			expect.stringContaining('application/vnd.api+json, not text/html'),
		]);
	});

	test('may have more than is named', () => {
		expect(answer(201, { id: '1', name: 'Ada', nickname: 'A' })).toEqual([]);
	});

	test('counts its operation as covered', () => {
		answer(201, { id: '1', name: 'Ada' });
		answer(201, { id: '2', name: 'Max' });
		expect(spec.covered()).toEqual(['POST /people']);
	});
});

describe('a deviation', () => {
	const known = {
		operation: 'POST /people',
		in: 'request',
		problem: /property unknown to it: nickname/,
		reason: 'documented on the vendor’s page',
	} as const;

	test('lets pass what it names, where it names it', () => {
		spec = specOfDocument(TINY, [known]);
		expect(spec.unusedDeviations()).toEqual([known]);
		expect(post({ name: 'Ada', nickname: 'A' })).toEqual([]);
		expect(spec.unusedDeviations()).toEqual([]);
		expect(post({ name: 'Ada', title: 'Dr.' })).toHaveLength(1);
	});
});

describe('a checked port', () => {
	test('collects what is wrong in what passes, and lets it pass', async () => {
		const { port, problems } = checkedPort(
			async () => ({ status: 200, headers: JSON_TYPE, body: [{ id: '1' }] }),
			spec,
			'http://127.0.0.1:1/tiny',
		);
		const url = 'http://127.0.0.1:1/tiny/v1/people';
		const response = await port({ method: 'GET', url, query: { limit: 999 }, timeoutMs: 1_000 });
		expect(response.status).toBe(200);
		expect(problems).toEqual([
			'GET /people, request: query limit must be <= 100 (is 999)',
			expect.stringContaining("response: body/0 must have required property 'name'"),
		]);
	});

	test('refuses to reach anything but the sandbox', async () => {
		const { port } = checkedPort(
			async () => ({ status: 200, headers: {}, body: undefined }),
			spec,
			'http://127.0.0.1:1/tiny',
		);
		const request = { method: 'GET', url: 'https://tiny.example/v1/people', timeoutMs: 1 } as const;
		await expect(port(request)).rejects.toThrow('does not go to http://127.0.0.1:1/tiny');
	});
});
