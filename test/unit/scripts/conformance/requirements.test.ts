import { expectedScenarios, readRequirements } from '../../../../scripts/conformance/requirements';

const LISTING = `Required for 2026-07-28 (69 scenarios, frozen; run at the 2026-07-28 wire):

Server scenarios (test against a server):
  - server-stateless
  - tools-list

Client scenarios (test against a client):
  - tools_call

Run and reported, but never scored:
  extension (2):
    - auth/dpop [client]
    - tasks-lifecycle [server]
  pending (2):
    - json-schema-2020-12 [server]
    - server-sse-polling [server]
`;

describe('the requirements of a revision', () => {
	const requirements = readRequirements(LISTING, 'server');

	it('are the server scenarios that the suite lists', () => {
		expect(requirements.scored).toEqual(['server-stateless', 'tools-list']);
	});

	it('are those for clients when a client is tested', () => {
		expect(readRequirements(LISTING, 'client')).toEqual({
			scored: ['tools_call'],
			notScored: [{ scenario: 'auth/dpop', reason: 'extension' }],
		});
	});

	it('name what is run without a score, and why', () => {
		expect(requirements.notScored).toEqual([
			{ scenario: 'tasks-lifecycle', reason: 'extension' },
			{ scenario: 'json-schema-2020-12', reason: 'pending' },
			{ scenario: 'server-sse-polling', reason: 'pending' },
		]);
	});

	it('expect the tasks and the schema of our server too, but not what the suite leaves open', () => {
		expect(expectedScenarios(requirements)).toEqual([
			'server-stateless',
			'tools-list',
			'tasks-lifecycle',
			'json-schema-2020-12',
		]);
	});
});
