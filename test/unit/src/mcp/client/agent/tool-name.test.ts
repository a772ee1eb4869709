import { toModelName, toModelNames } from '../../../../../../src/mcp/client/agent/tool-name';

const ALLOWED = /^[A-Za-z_][A-Za-z0-9_-]{0,63}$/;
const LONG = 'search_the_crm_for_accounts_and_people_that_match_an_ideal_customer';

describe('the name under which a model knows a tool', () => {
	it.each(['search', 'get-sum', '_private', 'a'.repeat(64)])('stays as it is: %s', (name) => {
		expect(toModelName(name, '')).toBe(name);
	});

	it('carries the prefix', () => {
		expect(toModelName('search', 'hubspot')).toBe('hubspot_search');
	});

	it.each([
		'crm.search',
		'crm/search',
		'9lives',
		'tool with spaces',
		'suche-für-köln',
		'',
		`${LONG}_a`,
		'🙂'.repeat(40),
	])('becomes one that every provider takes: %s', (name) => {
		expect(toModelName(name, '')).toMatch(ALLOWED);
	});

	it('stays apart from another that differs only where it has to change', () => {
		const names = ['crm.search', 'crm/search', 'crm_search', `${LONG}_a`, `${LONG}_b`];
		expect(new Set(toModelNames(names, '').values()).size).toBe(names.length);
		expect(toModelNames(names, '').get('crm_search')).toBe('crm_search');
	});

	it('does not depend on which other tools there are', () => {
		const alone = toModelNames([`${LONG}_a`], 'p').get(`${LONG}_a`);
		expect(toModelNames(['x', `${LONG}_b`, `${LONG}_a`], 'p').get(`${LONG}_a`)).toBe(alone);
	});

	it('keeps the beginning of a long name readable', () => {
		expect(toModelName(`${LONG}_a`, '')).toMatch(/^search_the_crm_for_accounts_/);
	});

	it('knows a tool that is listed twice once', () => {
		expect([...toModelNames(['a', 'a'], '').keys()]).toEqual(['a']);
	});
});
