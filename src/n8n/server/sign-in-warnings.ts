import type { ServerSetup } from './server-setup';

/**
 * What clients that look for a sign-in will meet, where that is not what the owner wants. Said when
 * the workflow is published, for the users of the clients learn only that they cannot connect.
 */
export function signInWarnings({ authentication, parameters, ownPort }: ServerSetup): string[] {
	const { kind } = authentication;
	const { listen } = parameters;
	const onN8nUrl = listen !== 'port';
	if (kind === 'jwt') return [];
	if (kind !== 'signIn') return onN8nUrl ? [LED_TO_N8N[kind]] : [];
	return [
		...(onN8nUrl ? [PARTLY_FOUND] : []),
		...(ownPort && !isReachable(ownPort.url) ? [NOT_PUBLIC] : []),
	];
}

const LED_TO_N8N = {
	apiKeys:
		"Clients that take no key (claude.ai, ChatGPT) are led from n8n's URL to n8n's own login, which does not let them in. Set Authentication to Sign-In for them",
	none: "Some clients (claude.ai) look for a sign-in although none is needed, and are led from n8n's URL to n8n's own login. Set Options > Listen On to Own Port for them",
};

const PARTLY_FOUND =
	"On n8n's URL only clients that follow the server's own word find this sign-in; those that look at the root of the host find n8n's own login. Set Options > Listen On to Own Port, with a host name of its own as Public URL, if a client fails";

const NOT_PUBLIC =
	'claude.ai and ChatGPT connect from the internet and need https. Enter the address that your tunnel or reverse proxy gives this port under Options > Public URL';

function isReachable(url: string): boolean {
	return url.startsWith('https://');
}
