import { join } from 'node:path';

import type { ICredentialType } from 'n8n-workflow';

import { n8n } from '../../../package.json';
import { publishedVersions } from '../nodes/published-nodes';

function publishedCredentials(): ICredentialType[] {
	return n8n.credentials.map((file) => {
		const source = join(__dirname, '../../..', file.replace(/^dist\//, '').replace(/\.js$/, ''));
		const [Credential] = Object.values(
			jest.requireActual<Record<string, new () => ICredentialType>>(source),
		);
		if (!Credential) throw new Error(`${source} exports no credential`);
		return new Credential();
	});
}

/** How the nodes that take a credential test it: a method of theirs, or undefined where they name none. */
function testsOfNodes(credential: string) {
	return publishedVersions().flatMap(({ description, methods }) =>
		(description.credentials ?? [])
			.filter(({ name }) => name === credential)
			.map(({ testedBy }) => methods?.credentialTest?.[testedBy as string]),
	);
}

// n8n signs a person in with a credential of OAuth 2, and lets no node test it.
const keys = publishedCredentials().filter((one) => !one.extends?.includes('oAuth2Api'));

it.each(keys.map((one) => [one.displayName, one] as const))(
	'%s can be tested: by itself, or by every node that takes it',
	(_name, credential) => {
		if (credential.test) return;
		const tests = testsOfNodes(credential.name);
		expect(tests.length).toBeGreaterThan(0);
		expect(tests).not.toContain(undefined);
	},
);
