import { ClientAccesses } from '../client/client-access';
import type { ParameterSource } from '../client/parameter-source';
import { readPolicy } from '../client/policy-parameters';
import { readServer } from '../client/server-parameters';
import { sessionKeyOf } from '../client/session-key';
import type { ToolboxServer } from './toolbox-server';

/**
 * The server that an item names. Its guard lets tools that write pass: whether such a call may be
 * made is decided by who asked for it, before it gets here. What is done is kept in the session log.
 *
 * @throws McpClientError if the parameters name no server, or a credential may not go there
 */
export async function openServer(source: ParameterSource): Promise<ToolboxServer> {
	const decided: ParameterSource = {
		...source,
		get: (name, fallback, options) =>
			name === 'options.writes' ? 'allowed' : source.get(name, fallback, options),
	};
	const { access } = await new ClientAccesses('none').open(
		decided,
		{},
		sessionKeyOf(source, source.context),
	);
	return { access, guard: readPolicy(decided, readServer(decided)).guard };
}
