import { ManualClock } from '../../../../sandbox/frame/clock.ts';
import type { VendorModule } from '../../../../sandbox/frame/running-vendor.ts';
import { Sandbox } from '../../../../sandbox/frame/sandbox.ts';

export interface Called {
	status: number;
	headers: Readonly<Record<string, string>>;
	body: unknown;
}

/** A sandbox of one vendor with its first key, on a clock that stands. */
export function callerOf(vendor: VendorModule) {
	const clock = new ManualClock(Date.parse('2026-11-25T10:00:00Z'));
	const sandbox = new Sandbox({ vendors: [vendor], clock });
	const { keys } = sandbox.vendor(vendor.id).emulator;
	const call = async (
		method: string,
		path: string,
		body?: unknown,
		key: string = keys[0].value,
	): Promise<Called> => {
		const wire = await sandbox.handle({
			method,
			url: `/${vendor.id}${path}`,
			headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
			text: body === undefined ? '' : JSON.stringify(body),
		});
		if (typeof wire === 'string') throw new Error(`no answer: ${wire}`);
		const { status, headers = {}, text } = wire;
		return { status, headers, body: text === '' ? undefined : JSON.parse(text) };
	};
	return { clock, sandbox, call };
}
