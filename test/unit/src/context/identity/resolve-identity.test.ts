import { MemoryIdentityIndex } from '../../../../../src/context/identity/memory-index';
import { neighborhoodOf } from '../../../../../src/context/identity/neighborhood';
import { resolveIdentity } from '../../../../../src/context/identity/resolve-identity';
import type { IdentityRecord } from '../../../../../src/context/identity/identity-record';
import { company, person } from './world';

const DANA = person('1', ['email dana@acme.com', 'phone +13035550152'], {
	name: 'Dana Doe',
	company: 'Acme Inc.',
});

function indexOf(...records: IdentityRecord[]): MemoryIdentityIndex {
	const index = new MemoryIdentityIndex();
	for (const record of records) index.add(record);
	return index;
}

async function resolve(index: MemoryIdentityIndex, probe: IdentityRecord) {
	return resolveIdentity(probe, await neighborhoodOf(probe, index));
}

describe('who is meant', () => {
	it('is resolved by a strong identifier, and says by which', async () => {
		expect(await resolve(indexOf(DANA), person('~', ['email DANA@acme.com']))).toEqual({
			state: 'resolved',
			entityId: '1',
			alsoOne: [],
			matchedBy: [{ kind: 'email', value: 'dana@acme.com' }],
			candidates: [],
		});
	});

	it('is the head of the cluster', async () => {
		const index = indexOf(DANA, person('0', ['hubspot:contact 7']));
		index.join('0', '1');
		expect(await resolve(index, person('~', ['email dana@acme.com']))).toMatchObject({
			state: 'resolved',
			entityId: '0',
		});
	});

	it('says which others turn out to be the same', async () => {
		const index = indexOf(DANA, person('2', ['linkedin in/dana-doe']));
		const probe = person('~', ['email dana@acme.com', 'linkedin in/dana-doe']);
		expect(await resolve(index, probe)).toMatchObject({ entityId: '1', alsoOne: ['2'] });
	});

	it('is not found where nobody holds any of it', async () => {
		expect(await resolve(indexOf(DANA), person('~', ['email fox@fbi.gov']))).toEqual({
			state: 'not_found',
		});
	});

	it('needs a review where the name and company are like somebody’s', async () => {
		const probe = person('~', [], { name: 'Doe, Dana', company: 'ACME' });
		const resolution = await resolve(indexOf(DANA), probe);
		expect(resolution).toMatchObject({ state: 'needs_review', candidates: [{ entityId: '1' }] });
		expect(resolution.state === 'needs_review' && resolution.candidates[0]?.reasons).toMatchObject([
			{ code: 'like_names' },
			{ code: 'like_companies' },
		]);
	});

	it('is nobody by name alone', async () => {
		expect(await resolve(indexOf(DANA), person('~', [], { name: 'Dana Doe' }))).toEqual({
			state: 'not_found',
		});
	});

	it('needs a review by a phone number alone', async () => {
		const resolution = await resolve(indexOf(DANA), person('~', ['phone +1 303 555 0152']));
		expect(resolution).toMatchObject({
			state: 'needs_review',
			candidates: [{ entityId: '1', reasons: [{ code: 'only_a_hint' }] }],
		});
	});

	it('is nobody by the number of a switchboard', async () => {
		const colleagues = Array.from({ length: 400 }, (_, at) =>
			person(`c${at}`, [`email p${at}@acme.com`, 'phone +13035550152']),
		);
		const index = indexOf(...colleagues);
		expect(await resolve(index, person('~', ['phone +13035550152']))).toEqual({
			state: 'not_found',
		});
		expect(
			await resolve(index, person('~', ['phone +13035550152', 'email p7@acme.com'])),
		).toMatchObject({
			state: 'resolved',
			entityId: 'c7',
		});
	});

	it('needs a review where identifiers point to two that must stay two', async () => {
		const index = indexOf(
			person('1', ['email dana@acme.com', 'hubspot:contact 1']),
			person('2', ['linkedin in/dana-doe', 'hubspot:contact 2']),
		);
		const probe = person('~', ['email dana@acme.com', 'email d@acme.com']);
		index.add(person('3', ['email d@acme.com', 'hubspot:contact 3']));
		const resolution = await resolve(index, probe);
		expect(resolution).toMatchObject({ state: 'needs_review' });
		expect(
			resolution.state === 'needs_review' && resolution.candidates.map(({ entityId }) => entityId),
		).toEqual(['1', '3']);
	});

	it('finds a company by its name in another spelling, for a review', async () => {
		const index = indexOf(company('1', ['domain acme.com'], { name: 'The Acme Company' }));
		expect(await resolve(index, company('~', [], { name: 'ACME, Inc.' }))).toMatchObject({
			state: 'needs_review',
			candidates: [{ entityId: '1', reasons: [{ code: 'like_names', likeness: 1 }] }],
		});
	});

	it('does not ask again about a pair that was refused', async () => {
		const index = indexOf(DANA);
		const probe = person('9', [], { name: 'Dana Doe', company: 'Acme' });
		index.refuse('9', '1');
		expect(await resolve(index, probe)).toEqual({ state: 'not_found' });
	});

	it('decides nothing by itself where too many hang together', async () => {
		const chain = Array.from({ length: 320 }, (_, at) =>
			person(`c${String(at).padStart(3, '0')}`, [
				`email p${at}@acme.com`,
				`email p${at + 1}@acme.com`,
			]),
		);
		expect(await resolve(indexOf(...chain), person('~', ['email p0@acme.com']))).toMatchObject({
			state: 'needs_review',
			candidates: [{ reasons: [{ code: 'too_many_ties' }] }, ...Array(9).fill({})],
		});
	});
});
