import { findJwtProblems } from '../../../../../../src/mcp/server/access/jwt-problems';
import { findKeyProblems } from '../../../../../../src/mcp/server/access/key-problems';
import { readJwtSettings } from '../../../../../../src/mcp/server/access/stored-jwt';
import { readKeys } from '../../../../../../src/mcp/server/access/stored-keys';

const dana = { label: 'Dana', key: 'dana-0123456789-0123456789' };
const kim = { label: 'Kim', key: 'kim-0123456789-0123456789' };

describe('keys', () => {
	it('have no problems when each is long and has a label of its own', () => {
		expect(findKeyProblems([dana, { ...kim, expires: '2027-01-01' }])).toEqual([]);
	});

	it('have problems that say what to change, without the key', () => {
		expect(findKeyProblems([])).toEqual(['Add at least one key.']);
		expect(
			findKeyProblems([
				dana,
				{ label: ' ', key: kim.key },
				dana,
				{ label: 'short', key: 'short' },
				{ label: 'blank', key: `${kim.key} ${kim.key}` },
				{ label: 'twin', key: ` ${dana.key} ` },
				{ label: 'Kim', key: `${kim.key}1`, expires: 'soon' },
				{ label: 'slow', key: `${kim.key}2`, limits: { perMinute: -1 } },
			]),
		).toEqual([
			'Key 2 has no label. Enter the name of the caller under Label.',
			'The label "Dana" is used twice.',
			'The key "short" is shorter than 24 characters.',
			'The key "blank" contains spaces, which HTTP headers do not allow. Remove them.',
			'The keys "Dana" and "twin" are the same.',
			'The key "Kim" expires at "soon", which is not a date.',
			'A limit of the key "slow" must be greater than zero.',
		]);
	});
});

describe('stored keys', () => {
	it('of the first version, with label and key alone, are read as they were', () => {
		expect(readKeys({ key: [dana, { label: 'empty', key: ' ' }, {}] })).toEqual([dana]);
		expect(readKeys(undefined)).toEqual([]);
	});

	it('allow everything where nothing is typed', () => {
		const entry = {
			...dana,
			restrictions: {
				allowedTools: ' , ',
				allowedResources: '',
				expires: '',
				perMinute: 0,
				concurrent: 0,
				resultFields: '',
			},
		};
		expect(readKeys({ key: [entry] })).toEqual([dana]);
	});

	it('restrict their holder where something is', () => {
		const entry = {
			...dana,
			restrictions: {
				allowedTools: 'lead_*, qualify',
				allowedPrompts: 'brief',
				expires: '2027-01-01T00:00:00',
				perMinute: 5,
				concurrent: 2,
				resultFields: 'score, company.name',
			},
		};
		expect(readKeys({ key: [entry] })).toEqual([
			{
				...dana,
				allowed: { tools: ['lead_*', 'qualify'], prompts: ['brief'] },
				expires: '2027-01-01T00:00:00',
				limits: { perMinute: 5, concurrent: 2 },
				resultFields: ['score', 'company.name'],
			},
		]);
	});
});

describe('stored settings for tokens', () => {
	it('are read with what is usual in place of what is missing', () => {
		expect(readJwtSettings({ issuer: ' https://id.example.com/ ', audience: 'a, b' })).toEqual({
			issuer: 'https://id.example.com/',
			audiences: ['a', 'b'],
			algorithms: ['RS256', 'PS256', 'ES256', 'EdDSA'],
			scopesSupported: [],
			clockToleranceSeconds: 30,
		});
	});

	it('have problems that say what to change', () => {
		const settings = readJwtSettings({ algorithms: ['HS256', 'none'], clockTolerance: 3600 });
		expect(findJwtProblems(settings)).toEqual([
			'Enter the Issuer.',
			'Enter the Audience. Without it, the server would accept tokens for other services.',
			'The algorithm "HS256" cannot be used with public keys.',
			'The algorithm "none" cannot be used with public keys.',
			'Clock Tolerance must be 0 to 300 seconds.',
		]);
		const empty = readJwtSettings({ issuer: 'i', audience: 'a', algorithms: [] });
		expect(findJwtProblems(empty)).toEqual(['Choose at least one algorithm under Algorithms.']);
	});
});
