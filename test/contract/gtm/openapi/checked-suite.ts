import type { HttpPort } from '../../../../src/gtm/http/http-port';
import { accountUrl } from '../../../unit/src/gtm/vendors/vendor-account';
import { checkedPort } from './checked-port';
import type { Spec } from './spec';

/**
 * Runs a suite over a vendor whose requests and answers are checked. The suite also has the emulator
 * break its answers on purpose: what is no JSON then is left out.
 */
export function describeChecked(
	vendor: string,
	spec: () => Spec,
	suite: (options: { wrap: (port: HttpPort) => HttpPort }) => void,
): void {
	describe('in what every vendor of its kind does', () => {
		let problems: Array<readonly string[]> = [];

		afterEach(() => {
			const found = problems.flat();
			problems = [];
			expect(found).toEqual([]);
		});

		suite({
			wrap: (port) => {
				const checked = checkedPort(port, whole(spec()), accountUrl(vendor));
				problems.push(checked.problems);
				return checked.port;
			},
		});
	});
}

function whole(spec: Spec): Spec {
	return {
		...spec,
		checkRequest: (request) => spec.checkRequest(request),
		checkResponse: (request, response) =>
			typeof response.body === 'string' ? [] : spec.checkResponse(request, response),
	};
}
