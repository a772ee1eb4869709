import fc from 'fast-check';

import { parseUriTemplate } from '../../../../../../src/mcp/server/catalog/uri-template';

describe('a URI template', () => {
	it.each([
		['crm://lead/{id}', 'crm://lead/7', { id: '7' }],
		['crm://{team}/{id}/data', 'crm://gtm/7/data', { team: 'gtm', id: '7' }],
		['crm://lead/{id}', 'crm://lead/a%2Fb%20c', { id: 'a/b c' }],
		['crm://a.b+(c)/{id}', 'crm://a.b+(c)/1', { id: '1' }],
		['crm://{a}-{b}', 'crm://1-2', { a: '1', b: '2' }],
		['crm://{a}-{b}-{c}', 'crm://1-2-3-4', { a: '1-2', b: '3', c: '4' }],
		['crm://{a}{b}', 'crm://12', { a: '1', b: '2' }],
		['crm://{name}.{type}/x', 'crm://a.tar.gz/x', { name: 'a.tar', type: 'gz' }],
	])('%s matches %s', (template, uri, variables) => {
		expect(parseUriTemplate(template).match(uri)).toEqual(variables);
	});

	it.each([
		['crm://lead/{id}', 'crm://lead/'],
		['crm://lead/{id}', 'crm://lead/a/b'],
		['crm://lead/{id}', 'crm://lead/a?b'],
		['crm://lead/{id}', 'xcrm://lead/a'],
		['crm://lead/{id}', 'crm://lead/%zz'],
		['crm://lead/{id}', 'crm://lead/a%00b'],
		['crm://lead/{id}', 'crm://lead/a%0Ab'],
		['crm://{a}-{b}', 'crm://-2'],
		['crm://{a}-{b}', 'crm://1-'],
		['crm://{a}/b{c}', 'crm://x/b'],
		['crm://{a}-{b}', 'crm://1/2-3'],
		['crm://a.b/{id}', 'crm://axb/1'],
		['crm://lead/{id}', `crm://lead/${'a'.repeat(9000)}`],
	])('%s does not match %.30s', (template, uri) => {
		expect(parseUriTemplate(template).match(uri)).toBeUndefined();
	});

	it('is matched as a regular expression would, for any URI', () => {
		const pieces = fc.constantFrom('a', 'b', '-', '--', '/', '?', '.');
		const literal = fc.array(pieces, { maxLength: 2 }).map((parts) => parts.join(''));
		fc.assert(
			fc.property(
				literal,
				literal,
				literal,
				fc.string({ unit: pieces }),
				(one, two, three, rest) => {
					const expected = new RegExp(
						`^x:${[one, two, three].map((text) => text.replace(/[.?]/g, '\\$&')).join('([^/?#]+)')}$`,
					).exec(`x:${rest}`);
					const values = parseUriTemplate(`x:${one}{v}${two}{w}${three}`).match(`x:${rest}`);
					expect(values && [values.v, values.w]).toEqual(expected?.slice(1));
				},
			),
			{ numRuns: 2000 },
		);
	});

	it('takes a time that grows with the URI, however its variables could be cut', () => {
		const template = parseUriTemplate('crm://report/{year}-{month}-{day}');
		const before = process.cpuUsage();
		expect(template.match(`crm://report/${'-'.repeat(7900)}/`)).toBeUndefined();
		expect(process.cpuUsage(before).user / 1000).toBeLessThan(50);
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
