import type { UpsertDraft } from '../../../../../src/gtm/crm/crm-vendor';
import { mayBeOne, namesOf } from '../../../../../src/gtm/crm/same-record';

type Draft = Pick<UpsertDraft<object>, 'match' | 'values'>;

const byEmail = (email: string): Draft => ({ values: { email } });
const byId = (id: string, values: object = {}): Draft => ({ match: { id }, values });

describe('two drafts', () => {
	it.each<[string, Draft, Draft]>([
		[
			'share an address, however it is written',
			byEmail('Dana@Acme.com '),
			byEmail('dana@acme.com'),
		],
		['share an id', byId('17'), byId('17')],
		['are named by an id and by an address', byId('17'), byEmail('dana@acme.com')],
		['share a website', { values: { domain: 'www.acme.com' } }, { values: { domain: 'acme.com' } }],
	])('may be about one record if they %s', (_, one, other) => {
		expect(mayBeOne(namesOf(one), namesOf(other))).toBe(true);
		expect(mayBeOne(namesOf(other), namesOf(one))).toBe(true);
	});

	it.each<[string, Draft, Draft]>([
		['two addresses', byEmail('dana@acme.com'), byEmail('bo@acme.com')],
		['two ids', byId('17'), byId('18')],
		['no name at all', { values: {} }, byId('18')],
	])('are not if they have %s', (_, one, other) => {
		expect(mayBeOne(namesOf(one), namesOf(other))).toBe(false);
	});

	it('are not told apart by their keys if one of them has none', () => {
		const deal = { values: { name: 'Renewal' } };
		expect(mayBeOne(namesOf(deal, 'order-1'), namesOf(deal, 'order-1'))).toBe(true);
		expect(mayBeOne(namesOf(deal, 'order-1'), namesOf(deal, 'order-2'))).toBe(false);
		expect(mayBeOne(namesOf(deal, 'order-1'), namesOf(byId('17')))).toBe(true);
	});
});
