import { parseUriTemplate } from '../../../../../../src/mcp/server/catalog/uri-template';

describe('a URI template', () => {
	it.each([
		['crm://lead/{id}', 'crm://lead/7', { id: '7' }],
		['crm://{team}/{id}/data', 'crm://gtm/7/data', { team: 'gtm', id: '7' }],
		['crm://lead/{id}', 'crm://lead/a%2Fb%20c', { id: 'a/b c' }],
		['crm://a.b+(c)/{id}', 'crm://a.b+(c)/1', { id: '1' }],
		['crm://{a}-{b}', 'crm://1-2', { a: '1', b: '2' }],
	])('%s matches %s', (template, uri, variables) => {
		expect(parseUriTemplate(template).match(uri)).toEqual(variables);
	});

	it.each([
		['crm://lead/{id}', 'crm://lead/'],
		['crm://lead/{id}', 'crm://lead/a/b'],
		['crm://lead/{id}', 'crm://lead/a?b'],
		['crm://lead/{id}', 'xcrm://lead/a'],
		['crm://lead/{id}', 'crm://lead/%zz'],
		['crm://a.b/{id}', 'crm://axb/1'],
		['crm://lead/{id}', `crm://lead/${'a'.repeat(9000)}`],
	])('%s does not match %.30s', (template, uri) => {
		expect(parseUriTemplate(template).match(uri)).toBeUndefined();
	});

	it('has variables named like members of objects without harm', () => {
		expect(parseUriTemplate('a://{constructor}').match('a://x')).toEqual({ constructor: 'x' });
	});

	it.each(['a://b', 'a://{}', 'a://{+x}', 'a://{x', 'a://{x}}', 'a://{x}/{x}', 'a://{x y}'])(
		'cannot be %s',
		(template) => {
			expect(() => parseUriTemplate(template)).toThrow();
		},
	);
});
