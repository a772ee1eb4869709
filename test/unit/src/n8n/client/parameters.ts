import type { ICredentialDataDecryptedObject, INode } from 'n8n-workflow';

import type {
	ClientContext,
	ParameterSource,
} from '../../../../../src/n8n/client/parameter-source';

/** Parameters as n8n gives them, by dotted name; what is not there is the fallback. */
export function sourceOf(
	parameters: Record<string, unknown>,
	credential: ICredentialDataDecryptedObject = {},
): ParameterSource {
	return {
		context: {} as ClientContext,
		node: { name: 'Client', type: 'test', typeVersion: 1, parameters } as INode,
		get: (name, fallback) => parameters[name] ?? fallback,
		credential: async () => await Promise.resolve(credential),
	};
}
