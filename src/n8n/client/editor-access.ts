import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { ClientAccesses, type OpenAccess } from './client-access';
import { toNodeError } from './node-error';
import { nodeSource } from './parameter-source';

/** Runs something with the server that the editor's parameters name. */
export async function withEditorAccess<T>(
	context: ILoadOptionsFunctions,
	use: (open: OpenAccess) => Promise<T>,
): Promise<T> {
	try {
		return await use(await new ClientAccesses('none').open(nodeSource(context)));
	} catch (error) {
		throw toNodeError(context.getNode(), error);
	}
}
