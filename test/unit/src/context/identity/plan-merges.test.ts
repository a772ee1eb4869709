import { pairKey } from '../../../../../src/context/identity/identity-record';
import { planMerges } from '../../../../../src/context/identity/plan-merges';
import { company, person } from './world';

const groups = (plan: ReturnType<typeof planMerges>, ids: string[]) => plan.clusters.groups(ids);

describe('merging by itself', () => {
	it('makes one of people with the same work address, LinkedIn page or record', () => {
		const plan = planMerges([
			person('a', ['email dana@acme.com'], { name: 'Dana Doe' }),
			person('b', ['email Dana@Acme.com', 'linkedin in/dana-doe']),
			person('c', ['linkedin https://www.linkedin.com/in/Dana-Doe/', 'hubspot:contact 5']),
			person('d', ['hubspot:contact 5']),
		]);
		expect(groups(plan, ['a', 'b', 'c', 'd'])).toEqual([['a', 'b', 'c', 'd']]);
		expect(plan.merges.map(({ left, right, rule }) => [left, right, rule])).toEqual([
			['c', 'd', 'recordId'],
			['b', 'c', 'linkedinPerson'],
			['a', 'b', 'workEmail'],
		]);
		expect(plan.contested).toEqual([]);
	});

	it('makes one of nobody by a phone, a role address, a throw-away one or a name', () => {
		const plan = planMerges([
			person('a', ['phone +13035550152', 'email info@acme.com', 'email x@mailinator.com'], {
				name: 'Dana Doe',
				company: 'Acme',
			}),
			person('b', ['phone +13035550152', 'email info@acme.com', 'email x@mailinator.com'], {
				name: 'Dana Doe',
				company: 'Acme',
			}),
		]);
		expect(plan.merges).toEqual([]);
	});

	it('leaves a family with one address to a person', () => {
		const plan = planMerges([
			person('a', ['email thedoes@gmail.com'], { name: 'Mary Doe' }),
			person('b', ['email thedoes@gmail.com'], { name: 'Mark Doe' }),
		]);
		expect(plan.merges).toEqual([]);
		expect(plan.contested).toMatchObject([
			{ holders: ['a', 'b'], doubt: { code: 'names_differ', one: 'a', other: 'b' } },
		]);
	});

	it('joins nobody by an address that three people of different names have, not even those of one name', () => {
		const plan = planMerges([
			person('a', ['email front@acme.com'], { name: 'Mary Doe' }),
			person('b', ['email front@acme.com'], { name: 'Walter Roe' }),
			person('c', ['email front@acme.com'], { name: 'Ingrid Poe' }),
			person('d', ['email front@acme.com'], { name: 'Mary Doe' }),
		]);
		expect(plan.merges).toEqual([]);
		expect(plan.contested).toMatchObject([{ doubt: { code: 'over_cap', names: 3 } }]);
	});

	it('keeps two records of one system apart, whatever else agrees', () => {
		const plan = planMerges([
			person('a', ['hubspot:contact 1', 'email dana@acme.com'], { name: 'Dana Doe' }),
			person('b', ['hubspot:contact 2', 'email dana@acme.com'], { name: 'Dana Doe' }),
		]);
		expect(plan.merges).toEqual([]);
		expect(plan.contested).toMatchObject([
			{ doubt: { code: 'forbidden', by: { kind: 'hubspot:contact', one: '1', other: '2' } } },
		]);
	});

	it('knows a record by its id, whatever it is called since', () => {
		const plan = planMerges([
			person('a', ['hubspot:contact 1'], { name: 'Dana Doe' }),
			person('b', ['hubspot:contact 1'], { name: 'Ingrid Roe' }),
		]);
		expect(plan.merges).toHaveLength(1);
	});

	it('lets records of two systems be one', () => {
		const plan = planMerges([
			person('a', ['hubspot:contact 1', 'email dana@acme.com']),
			person('b', ['salesforce:contact 2', 'email dana@acme.com']),
		]);
		expect(plan.merges).toHaveLength(1);
	});

	it('goes no way around: who is nameless joins neither of two that must stay two', () => {
		const plan = planMerges([
			person('a', ['hubspot:contact 1', 'email dana@acme.com']),
			person('b', ['email dana@acme.com', 'email d.doe@acme.com']),
			person('c', ['email d.doe@acme.com', 'hubspot:contact 2']),
		]);
		expect(plan.merges).toEqual([]);
		expect(plan.contested).toHaveLength(2);
	});

	it('keeps what is stronger when something weaker contradicts', () => {
		const plan = planMerges([
			person('a', ['linkedin in/dana-doe', 'email dana@acme.com']),
			person('b', ['linkedin in/dana-doe', 'hubspot:contact 1']),
			person('c', ['email dana@acme.com', 'hubspot:contact 2']),
		]);
		expect(groups(plan, ['a', 'b', 'c'])).toEqual([['a', 'b'], ['c']]);
	});

	it('takes sites of one domain for one company only if their names may be one', () => {
		const plan = planMerges([
			company('a', ['domain https://www.acme.co.uk/about'], { name: 'Acme' }),
			company('b', ['domain acme.co.uk'], { name: 'ACME Ltd.' }),
			company('c', ['domain agency.com'], { name: 'Bakery Blum' }),
			company('d', ['domain agency.com'], { name: 'Garage Grau' }),
		]);
		expect(groups(plan, ['a', 'b', 'c', 'd'])).toEqual([['a', 'b'], ['c'], ['d']]);
	});

	it('never joins what a person has kept apart, and keeps what a person has joined', () => {
		const records = [
			person('a', ['email dana@acme.com', 'hubspot:contact 1']),
			person('b', ['email dana@acme.com', 'hubspot:contact 2']),
			person('c', ['email dana@acme.com']),
		];
		expect(planMerges(records, { refused: new Set([pairKey('a', 'c')]) }).merges).toEqual([]);
		const joined = planMerges(records, { joined: [{ left: 'a', right: 'b' }] });
		expect(groups(joined, ['a', 'b', 'c'])).toEqual([['a', 'b', 'c']]);
	});
});
