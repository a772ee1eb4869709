import type { IHttpRequestOptions, INode, Workflow } from 'n8n-workflow';

/** What n8n signs requests with, on every context of n8n-core, and not in its public type. */
interface Internals {
	workflow?: Workflow;
	node?: INode;
	additionalData?: {
		credentialsHelper?: {
			getParentTypes?(type: string): string[];
			authenticate?(
				credential: object,
				type: string,
				request: IHttpRequestOptions,
				workflow: Workflow,
				node: INode,
			): Promise<IHttpRequestOptions>;
		};
		/** In an evaluation n8n answers in the place of a vendor. */
		evalLlmMockHandler?: unknown;
	};
}

interface Context {
	getCredentials(type: string): Promise<object>;
}

/** Members that a request may renew, so that n8n has to send it. */
const RENEWED = ['oauthTokenData', 'sessionToken'];

/** Whether a request, or n8n with it, may change the credential. */
export function isRenewed(credential: object): boolean {
	return RENEWED.some((name) => name in credential);
}

/**
 * The request as n8n would sign it.
 *
 * @returns undefined where n8n has to send it itself: with a credential that it renews, in an evaluation,
 *   or on a version that signs in another way
 */
export async function signedByKey(
	context: Context,
	type: string,
	request: IHttpRequestOptions,
): Promise<IHttpRequestOptions | undefined> {
	const { workflow, node, additionalData } = context as unknown as Internals;
	const helper = additionalData?.credentialsHelper;
	if (!workflow || !node || !helper?.authenticate || additionalData?.evalLlmMockHandler)
		return undefined;
	const buildsOnOthers = helper.getParentTypes?.(type).length !== 0;
	if (buildsOnOthers) return undefined;
	const credential = await context.getCredentials(type);
	if (isRenewed(credential)) return undefined;
	return await helper.authenticate(credential, type, request, workflow, node);
}
