import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	IExecuteFunctions,
	IHttpRequestOptions,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';

import type { HttpRequest } from '../../../src/gtm/http/http-port';
import { createHttpPort } from '../../../src/n8n/gtm/http-port';
import type { TestCredentials } from '../harness/credentials-helper';
import { runWorkflow } from '../harness/run-workflow';

const KEY_TYPE = {
	name: 'testKeyApi',
	displayName: 'Test Key',
	properties: [],
	authenticate: {
		type: 'generic',
		properties: { headers: { Authorization: '=Bearer {{$credentials.apiKey}}' } },
	},
} as ICredentialType;

/** As most vendors' types sign. */
const signing = (name: string, sign: (key: string) => Partial<IHttpRequestOptions>) =>
	({
		name,
		displayName: name,
		properties: [],
		authenticate: async ({ apiKey }, { qs, ...request }) => {
			const { qs: added, ...signed } = sign(apiKey as string);
			return await Promise.resolve({ ...request, ...signed, qs: { ...qs, ...added } });
		},
	}) as ICredentialType;

const QUERY_KEY_TYPE = signing('testQueryKeyApi', (key) => ({ qs: { api_key: key } }));
const BASIC_TYPE = signing('testBasicApi', (key) => ({
	auth: { username: key, password: '' },
}));

const OAUTH_TYPE = {
	name: 'testOAuth2Api',
	displayName: 'Test OAuth2',
	extends: ['oAuth2Api'],
	properties: [],
} as ICredentialType;

const OAUTH_PARENT = {
	name: 'oAuth2Api',
	displayName: 'OAuth2',
	properties: [],
} as ICredentialType;

const DESCRIPTION: INodeTypeDescription = {
	displayName: 'Sender',
	name: 'sender',
	group: ['transform'],
	version: 1,
	description: 'Sends a request',
	defaults: { name: 'Sender' },
	inputs: ['main'],
	outputs: ['main'],
	credentials: [KEY_TYPE, QUERY_KEY_TYPE, BASIC_TYPE, OAUTH_TYPE].map(({ name }) => ({ name })),
	properties: [],
};

/** Sends one request through the port, and tells what became of it. */
function senderOf(
	credentialType: string,
	request: HttpRequest,
	tell: (answerOrFailure: unknown) => void,
): INodeType {
	return {
		description: DESCRIPTION,
		async execute(this: IExecuteFunctions) {
			const http = createHttpPort(this, credentialType);
			tell(await http(request).catch((error: unknown) => error));
			return [this.getInputData()];
		},
	};
}

export interface Sending {
	credentialType?: string;
	request: Partial<HttpRequest> & { url: string };
	credential?: ICredentialDataDecryptedObject;
}

/** Sends a request from within a node; the answer, or the failure. */
export async function send({
	credentialType = 'testKeyApi',
	request,
	credential = { apiKey: 'the-key' },
}: Sending) {
	const credentials: TestCredentials = { [credentialType]: credential };
	let told: unknown;
	const whole = {
		method: 'GET',
		timeoutMs: 2_000,
		...request,
	} as const;
	const sender = senderOf(credentialType, whole, (outcome) => {
		told = outcome;
	});
	const node = {
		name: 'Sender',
		type: 'test.sender',
		credentials: { [credentialType]: { id: 'c-1', name: 'Test' } },
	};
	const finished = await runWorkflow(
		{ nodes: [node], connections: {} },
		{
			nodeTypes: [sender],
			credentials,
			credentialTypes: [KEY_TYPE, QUERY_KEY_TYPE, BASIC_TYPE, OAUTH_TYPE, OAUTH_PARENT],
		},
	);
	expect(finished.error).toBeUndefined();
	return { answer: told, credentials };
}
