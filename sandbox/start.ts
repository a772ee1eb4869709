import { describeVendor } from './frame/control.ts';
import { listen } from './frame/http-server.ts';
import { Sandbox } from './frame/sandbox.ts';
import { VENDORS } from './vendors/index.ts';
import { buildWorld } from './world/build-world.ts';
import type { Examples } from './world/world.ts';

/** Where a vendor is, and a key that may do everything there. */
export interface SandboxVendor {
	id: string;
	name: string;
	baseUrl: string;
	key: string;
}

export interface StartedSandbox {
	/** The page that shows calls and data; `http://127.0.0.1:5680`. */
	url: string;
	vendors: SandboxVendor[];
	/** People and companies worth trying. */
	examples: Examples;
	close: () => Promise<void>;
}

const DAY_MS = 86_400_000;

/** The usual place of a sandbox. */
const USUAL_PORT = 5680;

/** Another one for each sandbox that runs at once, and after a restart the same as before. */
function accountAt(port: number, seed: number): number {
	return seed + 1_000 * ((port - USUAL_PORT + 65_536) % 65_536);
}

/** Serves all vendors on 127.0.0.1, with data that reaches up to today. @param seed of the data */
export async function startSandbox(port: number, seed = 1): Promise<StartedSandbox> {
	const today = Math.floor(Date.now() / DAY_MS) * DAY_MS;
	const sandbox = new Sandbox({
		vendors: VENDORS,
		world: buildWorld({ seed, asOf: today }),
		account: accountAt(port, seed),
	});
	const { url, close } = await listen(sandbox, port);
	const vendors = [...sandbox.vendors].map(([id, vendor]) => {
		const { name, baseUrl, keys } = describeVendor(vendor, url);
		return { id, name, baseUrl, key: keys[0].value };
	});
	return { url, vendors, examples: sandbox.world.examples, close };
}

/** One line a vendor: name, base URL, key. */
export function renderVendors(vendors: readonly SandboxVendor[]): string[] {
	const widest = (of: (vendor: SandboxVendor) => string) =>
		Math.max(0, ...vendors.map((vendor) => of(vendor).length));
	const name = widest((vendor) => vendor.name);
	const url = widest((vendor) => vendor.baseUrl);
	return vendors.map(
		(vendor) => `${vendor.name.padEnd(name)}  ${vendor.baseUrl.padEnd(url)}  key ${vendor.key}`,
	);
}
