import type { IHookFunctions, INodeType } from 'n8n-workflow';

import { setUpServer } from '../../src/n8n/server/server-setup';

/**
 * There is nothing to register elsewhere; n8n calls these when the workflow is published or listens
 * for a test, the moment to refuse what could not be served.
 */
const lifecycle = {
	async checkExists(this: IHookFunctions): Promise<boolean> {
		return false;
	},
	async create(this: IHookFunctions): Promise<boolean> {
		await setUpServer(this, undefined);
		return true;
	},
	async delete(this: IHookFunctions): Promise<boolean> {
		return true;
	},
};

export const webhookMethods: INodeType['webhookMethods'] = {
	default: lifecycle,
	setup: lifecycle,
};
