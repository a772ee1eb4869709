import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

import { build } from 'esbuild';
import type { Browser, FrameLocator, Page } from 'playwright-core';

/** What hosts allow a view that names nothing (MCP Apps 2026-01-26, Security). */
const DEFAULT_CSP =
	"default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; media-src 'self' data:; connect-src 'none'";

const PAGE =
	'<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width"><style>html{color-scheme:light dark}body{margin:0;background:#888}iframe{border:0;width:100%;height:300px;display:block}</style><script src="/host.js"></script>';

export interface HostOptions {
	/** The view. */
	html: string;
	theme?: 'light' | 'dark';
	/** What it says that it can do; tools and messages if left out. */
	capabilities?: object;
	/** Further members of its context. */
	context?: object;
	size?: { width: number; height: number };
	/** Whether it makes the frame as high as the view wants; it does if left out. */
	autoSize?: boolean;
	javaScript?: boolean;
	/** Answers tools that the view calls. */
	onCall?: (name: string, given: Record<string, unknown>) => object | Promise<object>;
}

/** A view in a foreign host. */
export interface OpenHost {
	page: Page;
	view: FrameLocator;
	/** What it heard from the view, with what kind. */
	heard: Array<[string, Record<string, unknown>]>;
	/** Tools that the view called. */
	calls: Array<[string, Record<string, unknown>]>;
	/** What the browser held against the view: scripts that failed, things it may not load. */
	complaints: string[];
	send(
		method: 'sendToolInput' | 'sendToolResult' | 'sendToolCancelled',
		params: object,
	): Promise<void>;
	/** Runs a method of the bridge. */
	bridge(method: string, params: object): Promise<unknown>;
	close(): Promise<void>;
}

const SIZE = { width: 760, height: 900 };
const ABLE = {
	serverTools: {},
	openLinks: {},
	message: { text: {} },
	updateModelContext: { text: {} },
};

/** Shows a view as a host does that has nothing to do with this project. */
export async function openHost(browser: Browser, options: HostOptions): Promise<OpenHost> {
	const server = await serve(options.html);
	const { port } = server.address() as AddressInfo;
	const { theme = 'light', size = SIZE } = options;
	const context = await browser.newContext({
		viewport: size,
		colorScheme: theme,
		javaScriptEnabled: options.javaScript !== false,
	});
	const page = await context.newPage();
	const heard: OpenHost['heard'] = [];
	const calls: OpenHost['calls'] = [];
	const complaints: string[] = [];
	page.on('pageerror', (error) => complaints.push(error.message));
	page.on('console', (message) => {
		if (message.type() === 'error') complaints.push(message.text());
	});
	await page.exposeFunction('heard', (kind: string, params: Record<string, unknown>) => {
		heard.push([kind, params]);
	});
	await page.exposeFunction('called', async (name: string, given: Record<string, unknown>) => {
		calls.push([name, given]);
		return (await options.onCall?.(name, given)) ?? { content: [] };
	});
	await page.goto(`http://127.0.0.1:${port}/`);
	await page.evaluate(
		`openView(${JSON.stringify({
			capabilities: options.capabilities ?? ABLE,
			context: { theme, ...options.context },
			autoSize: options.autoSize !== false,
		})})`,
	);
	const bridge = async (method: string, params: object) =>
		await page.evaluate(`bridge.${method}(${JSON.stringify(params)})`);
	return {
		page,
		view: page.frameLocator('iframe'),
		heard,
		calls,
		complaints,
		bridge,
		send: async (method, params) => void (await bridge(method, params)),
		close: async () => {
			await context.close();
			server.close();
		},
	};
}

const PATIENCE_MS = 20_000;

/** Waits until the host has heard something of a kind. @throws Error with what it heard instead */
export async function hear(
	{ heard, page, complaints }: OpenHost,
	kind: string,
): Promise<Record<string, unknown>> {
	const end = Date.now() + PATIENCE_MS;
	while (Date.now() < end) {
		const found = heard.find(([each]) => each === kind);
		if (found) return found[1];
		await page.waitForTimeout(20);
	}
	const instead = JSON.stringify({ heard: heard.map(([each]) => each), complaints });
	throw new Error(`The host heard no ${kind} in ${PATIENCE_MS} ms: ${instead}`);
}

let program: Promise<string> | undefined;

async function serve(html: string): Promise<Server> {
	program ??= bundleHost();
	const script = await program;
	const server = createServer((request, response) => {
		if (request.url === '/host.js')
			response.setHeader('Content-Type', 'text/javascript').end(script);
		else if (request.url === '/card') {
			response.setHeader('Content-Security-Policy', DEFAULT_CSP);
			response.setHeader('Content-Type', 'text/html; charset=utf-8').end(html);
		} else if (request.url === '/') response.setHeader('Content-Type', 'text/html').end(PAGE);
		else response.writeHead(204).end();
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return server;
}

async function bundleHost(): Promise<string> {
	const { outputFiles } = await build({
		entryPoints: [path.join(__dirname, 'apps-host-page.js')],
		bundle: true,
		write: false,
		format: 'iife',
		platform: 'browser',
		logLevel: 'warning',
	});
	return outputFiles[0]?.text ?? '';
}
