import type { IncomingHttpHeaders } from 'node:http';

import type { IWebhookFunctions } from 'n8n-workflow';

import { addressOfCaller } from './caller-address';
import { placeOf } from './mcp-process';
import type { ServerSetup } from './server-setup';
import type { AuthorizationServer } from '../../mcp/authorization/authorization-server';
import { OAuthError } from '../../mcp/authorization/oauth-error';
import {
	errorAnswer,
	type OAuthAnswer,
	type OAuthRequest,
} from '../../mcp/authorization/oauth-exchange';
import { fromParsed, fromStream, sendAnswer } from '../../mcp/authorization/over-http';
import { ENDPOINT_SUFFIXES, type OAuthEndpoint } from '../../mcp/server/access/oauth-paths';
import { normalizePath, type OAuthMount } from '../../mcp/server/listener';

/** The authorization server of a server on its own port. */
export function mountSignIn(
	signIn: AuthorizationServer,
	setup: ServerSetup,
	checkHost: (headers: IncomingHttpHeaders) => void,
): OAuthMount {
	return {
		serves: (endpoint) => signIn.serves(endpoint),
		answer: async (endpoint, request, response) => {
			checkHost(request.headers);
			const asked = fromStream(request, addressOfCaller(request, setup));
			sendAnswer(response, request, await answerOf(signIn, endpoint, asked, setup));
		},
	};
}

/** The one of a server on n8n's URL, where n8n has read the body. */
export async function answerSignIn(
	signIn: AuthorizationServer,
	endpoint: OAuthEndpoint,
	context: IWebhookFunctions,
	setup: ServerSetup,
): Promise<void> {
	const request = context.getRequestObject();
	const asked = fromParsed(request, request.body, addressOfCaller(request, setup));
	const answer = await answerOf(signIn, endpoint, asked, setup);
	sendAnswer(context.getResponseObject(), request, answer);
}

/** What is asked of a server in place of the server, by the path of a request; undefined for the server. */
export function endpointOf(requestPath: string, serverPath: string): OAuthEndpoint | undefined {
	const endpoints = Object.keys(ENDPOINT_SUFFIXES) as OAuthEndpoint[];
	return endpoints.find((each) => isBelow(requestPath, serverPath, ENDPOINT_SUFFIXES[each]));
}

/** Whether a request is for what stands under a suffix below the path of a server. */
export function isBelow(requestPath: string, serverPath: string, suffix: string): boolean {
	return normalizePath(requestPath).endsWith(`${normalizePath(serverPath)}${suffix}`);
}

async function answerOf(
	signIn: AuthorizationServer,
	endpoint: OAuthEndpoint,
	request: OAuthRequest,
	{ report }: ServerSetup,
): Promise<OAuthAnswer> {
	try {
		return await signIn.answer(endpoint, request);
	} catch (error) {
		report(placeOf(error));
		return errorAnswer(new OAuthError('temporarily_unavailable', 'Try again later', 503));
	}
}
