import type { ClientRuntime } from '../runtime';
import type { AccessPorts } from './access-ports';
import type { AccessSettings, McpServerAccess } from './mcp-server-access';

/**
 * An access to a server.
 *
 * @throws McpClientError if there is no endpoint, or a command is one and commands are forbidden
 */
export function createMcpServerAccess(
	_settings: AccessSettings,
	_ports: AccessPorts,
	_runtime?: ClientRuntime,
): McpServerAccess {
	throw new Error('not built yet'); // The interface comes first.
}
