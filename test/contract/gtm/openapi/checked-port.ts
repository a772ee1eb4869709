import type { HttpPort } from '../../../../src/gtm/http/http-port';
import type { Spec } from './spec';

/** A request or an answer is not as the vendor's specification says. */
export class ContractBroken extends Error {
	override name = 'ContractBroken';

	constructor(readonly problems: readonly string[]) {
		super(problems.join('\n'));
	}
}

/**
 * A port that checks what passes through it. Everything is collected in `problems`, for what is
 * thrown here may be turned into an outcome on its way; a test expects them to be empty at its end.
 *
 * @param baseUrl where the vendor is in the sandbox; what follows it is the vendor's own path
 */
export function checkedPort(port: HttpPort, spec: Spec, baseUrl: string) {
	const problems: string[] = [];
	const checked: HttpPort = async (request) => {
		if (!request.url.startsWith(`${baseUrl}/`)) {
			throw new ContractBroken([`${request.url} does not go to ${baseUrl}`]);
		}
		const path = request.url.slice(baseUrl.length);
		problems.push(...spec.checkRequest({ ...request, path }));
		const response = await port(request);
		problems.push(...spec.checkResponse({ method: request.method, path }, response));
		return response;
	};
	return { port: checked, problems: problems as readonly string[] };
}
