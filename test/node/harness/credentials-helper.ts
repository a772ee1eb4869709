import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INode,
	Workflow,
} from 'n8n-workflow';

/** Decrypted credentials by type name; every node that names the type gets them. */
export type TestCredentials = Record<string, ICredentialDataDecryptedObject>;

/**
 * What n8n does with credentials, over those of a test: signs requests as their types say, and keeps
 * a token that was renewed.
 *
 * @param types needed where the test sends requests through `httpRequestWithAuthentication`
 */
export function createCredentialsHelper(credentials: TestCredentials, types: ICredentialType[]) {
	const typeOf = (name: string) => types.find((one) => one.name === name);
	const parentsOf = (name: string): string[] =>
		(typeOf(name)?.extends ?? []).flatMap((parent) => [parent, ...parentsOf(parent)]);
	return {
		getDecrypted: async (_data: unknown, _details: unknown, type: string) => {
			const found = credentials[type];
			if (!found) throw new Error(`No credential "${type}" in this test`);
			// A copy, as it comes from the database.
			return await Promise.resolve(structuredClone(found));
		},
		isCredentialUsableByNode: () => true,
		getParentTypes: parentsOf,
		getCredentialsProperties: (type: string) => typeOf(type)?.properties ?? [],
		runPreAuthentication: async () => await Promise.resolve(undefined),
		async preAuthentication(
			helpers: IHttpRequestHelper,
			data: ICredentialDataDecryptedObject,
			type: string,
			_node: INode,
			expired: boolean,
		) {
			const { preAuthentication } = typeOf(type) ?? {};
			if (!preAuthentication || (!expired && data.sessionToken)) return undefined;
			return (await preAuthentication.call(helpers, data)) as ICredentialDataDecryptedObject;
		},
		async authenticate(
			data: ICredentialDataDecryptedObject,
			type: string,
			options: IHttpRequestOptions,
			workflow: Workflow,
			node: INode,
		): Promise<IHttpRequestOptions> {
			const { authenticate } = typeOf(type) ?? {};
			if (typeof authenticate === 'function') return await authenticate(data, options);
			if (!authenticate) return options;
			const { headers, qs, auth } = workflow.expression.getParameterValue(
				authenticate.properties as Record<string, never>,
				null,
				0,
				0,
				node.name,
				[],
				'internal',
				{ $credentials: data },
			) as Pick<IHttpRequestOptions, 'headers' | 'qs' | 'auth'>;
			return {
				...options,
				headers: { ...options.headers, ...headers },
				...(qs && { qs: { ...options.qs, ...qs } }),
				...(auth && { auth }),
			};
		},
		async updateCredentialsOauthTokenData(
			_details: unknown,
			type: string,
			data: ICredentialDataDecryptedObject,
		) {
			credentials[type] = await Promise.resolve(structuredClone(data));
		},
	};
}
