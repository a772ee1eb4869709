import { KEY, publish } from './published-trigger';
import { OAuthMemory } from '../../../../../peers/sign-in/oauth-memory';
import { Person } from '../../../../../peers/sign-in/person';
import { defaultPolicy } from '../../../../../../src/mcp/client/access/access-policy';
import type { AccessPorts } from '../../../../../../src/mcp/client/access/access-ports';
import { createMcpServerAccess } from '../../../../../../src/mcp/client/access/server-access';
import { createOAuthAuthorization } from '../../../../../../src/mcp/client/credentials/oauth-authorization';

const ports: AccessPorts = { egress: { assertAllowed: async () => undefined } };

it('our own client signs in to our own server from nothing, and reads', async () => {
	const trigger = await publish();
	const memory = new OAuthMemory();
	const access = createMcpServerAccess(
		{
			endpoints: [{ kind: 'http', url: trigger.url }],
			principal: 'unit',
			authorization: createOAuthAuthorization(memory, ports, async () => {
				const { searchParams } = await new Person(KEY).allow(memory.authorizationUrl as URL);
				return { code: searchParams.get('code') ?? '', iss: searchParams.get('iss') ?? '' };
			}),
			policy: defaultPolicy,
			answers: {},
		},
		ports,
	);
	const { value } = await access.readResource('gtm://guide');
	expect(value.contents).toMatchObject([{ text: 'read me' }]);
	expect(memory.current).toMatchObject({ token_type: 'Bearer' });
	await trigger.close();
});
