import { z } from 'zod';

import { FAULT_KINDS } from './faults.ts';
import { readBody } from './read-body.ts';
import type { RunningVendor } from './running-vendor.ts';
import type { Sandbox, WireAnswer, WireRequest } from './sandbox.ts';

const faultSchema = z.strictObject({
	vendor: z.string(),
	kind: z.enum(FAULT_KINDS),
	route: z.string().optional(),
	when: z.enum(['after', 'before']).optional(),
	times: z.int().positive().optional(),
	probability: z.number().min(0).max(1).optional(),
	seed: z.int().optional(),
});

const settingsSchema = z.strictObject({
	limits: z.union([z.literal('off'), z.number().positive()]).optional(),
	latencyMs: z.int().min(0).max(60_000).optional(),
	indexLagMs: z.int().min(0).max(600_000).optional(),
	deliveries: z.enum(['as_sent', 'doubled', 'lost', 'swapped']).optional(),
	readings: z.record(z.string(), z.string()).optional(),
});

const revocationSchema = z.strictObject({
	vendor: z.string(),
	what: z.enum(['access_tokens', 'everything']),
});

const happeningSchema = z.strictObject({
	vendor: z.string(),
	email: z.string(),
	type: z.enum(['bounced', 'clicked', 'opened', 'replied', 'sent', 'unsubscribed']),
});

const creditsSchema = z.strictObject({ vendor: z.string(), left: z.number().nonnegative() });

/** What a vendor's user needs to know: where it is, and a key that works. */
export function describeVendor(vendor: RunningVendor, url: string) {
	const { emulator, routes, credits } = vendor;
	return {
		id: emulator.id,
		name: emulator.name,
		baseUrl: `${url}/${emulator.id}`,
		authentication: emulator.authentication.describe,
		keys: emulator.keys,
		...(emulator.credits && { credits: { left: credits.left, unit: emulator.credits.unit } }),
		limits: emulator.limits,
		routes,
	};
}

type Command = (sandbox: Sandbox, body: unknown, url: string) => unknown;

const COMMANDS: Readonly<Record<string, Command>> = {
	'GET /_sandbox/vendors': (sandbox, _body, url) =>
		[...sandbox.vendors.values()].map((vendor) => describeVendor(vendor, url)),
	'GET /_sandbox/faults': (sandbox) => sandbox.faults.list(),
	'POST /_sandbox/faults': (sandbox, body) => ({
		id: sandbox.setFault(faultSchema.parse(body)),
	}),
	'DELETE /_sandbox/faults': (sandbox) => {
		sandbox.faults.clear();
		return sandbox.faults.list();
	},
	'GET /_sandbox/settings': (sandbox) => sandbox.settings,
	'PATCH /_sandbox/settings': (sandbox, body) =>
		Object.assign(sandbox.settings, settingsSchema.parse(body)),
	'PUT /_sandbox/credits': (sandbox, body) => {
		const { vendor, left } = creditsSchema.parse(body);
		sandbox.vendor(vendor).credits.set(left);
		return { vendor, left };
	},
	'POST /_sandbox/happen': (sandbox, body) => {
		const { vendor, ...happened } = happeningSchema.parse(body);
		return sandbox.happen(vendor, happened);
	},
	'GET /_sandbox/deliveries': (sandbox) => sandbox.deliveries.list(),
	'POST /_sandbox/oauth/expire': (sandbox, body) => {
		const { vendor, what } = revocationSchema.parse(body);
		const { grants } = sandbox.vendor(vendor);
		const ended = what === 'everything' ? grants.revoke() : grants.expireAccessTokens();
		return { vendor, what, ended };
	},
	'GET /_sandbox/requests': (sandbox) => sandbox.log.list(),
	'GET /_sandbox/examples': (sandbox) => sandbox.world.examples,
	'POST /_sandbox/reset': (sandbox) => {
		sandbox.reset();
		return { reset: true };
	},
};

function json(status: number, body: unknown): WireAnswer {
	const headers = { 'content-type': 'application/json; charset=utf-8' };
	return { status, headers, text: JSON.stringify(body, undefined, '\t') };
}

/** Answers `/_sandbox/…`; docs/sandbox.md lists the commands. */
export function answerControl(sandbox: Sandbox, request: WireRequest, url: string): WireAnswer {
	const { pathname } = new URL(request.url, url);
	const command = COMMANDS[`${request.method} ${pathname}`];
	if (command === undefined) {
		return json(404, { error: 'no such command', commands: Object.keys(COMMANDS) });
	}
	const { body } = readBody(request.text, 'application/json');
	try {
		return json(200, command(sandbox, body, url));
	} catch (error) {
		if (error instanceof z.ZodError) return json(400, { error: z.prettifyError(error) });
		if (error instanceof RangeError) return json(400, { error: error.message });
		throw error;
	}
}
