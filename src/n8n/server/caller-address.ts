import type { IncomingMessage } from 'node:http';

import type { ServerSetup } from './server-setup';
import { clientAddress } from '../../mcp/server/access/client-address';

/** Where a request comes from, behind the proxies that are trusted. */
export function addressOfCaller(
	{ headers, socket }: Pick<IncomingMessage, 'headers' | 'socket'>,
	{ policy }: Pick<ServerSetup, 'policy'>,
): string | undefined {
	const { remoteAddress } = socket;
	return clientAddress({ headers, remoteAddress }, policy.trustedProxies);
}
