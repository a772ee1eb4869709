import { publishedCredentials } from './published-credentials';
import { publishedVersions } from '../nodes/published-nodes';

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
