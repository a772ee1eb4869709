import { dataIn, isData, textOf, type Data } from '../parts/data';
import { applyTheme } from './host-theme';
import { openChannel } from './json-rpc';
import { reportSize } from './report-size';

/** What a card can ask of the host around it. */
export interface Host {
	/** Whether buttons that call tools do anything here. */
	canCall: boolean;
	/** @throws Error in words for the person, also if the tool failed */
	callTool(name: string, given: Data): Promise<ToolResult>;
	openLink(url: string): void;
	/** Tells the model what the person did, as a message of the person where the host has that. */
	tellModel(text: string): Promise<void>;
}

/** The result of a tool, as far as hosts pass it on. */
export interface ToolResult {
	data: Data | undefined;
	text: string;
	isError: boolean;
	/** Of the result's `_meta`, which hosts keep from the model. */
	meta: Data;
}

export interface HostEvents {
	/** The handshake is over: what the host can do is known. */
	ready(host: Host): void;
	result(result: ToolResult): void;
	cancelled(): void;
}

const PROTOCOL = '2026-01-26';

/** Shakes hands with the host, keeps its look and its idea of our size, and passes on what it sends. */
export async function connectHost(name: string, events: HostEvents): Promise<void> {
	const channel = openChannel({
		request: (method) => (['ping', 'ui/resource-teardown'].includes(method) ? {} : undefined),
		notification: (method, params) => {
			if (method === 'ui/notifications/tool-result') events.result(toResult(params));
			if (method === 'ui/notifications/tool-cancelled') events.cancelled();
			if (method === 'ui/notifications/host-context-changed') applyTheme(params);
		},
	});
	const answer = await channel.request('ui/initialize', {
		protocolVersion: PROTOCOL,
		appInfo: { name: `gtm-${name}`, version: '1' },
		appCapabilities: { availableDisplayModes: ['inline'] },
	});
	const can = dataIn(answer, 'hostCapabilities');
	applyTheme(dataIn(answer, 'hostContext'));
	// Hosts keep the frame hidden until they hear this.
	channel.notify('ui/notifications/initialized', {});
	reportSize((width, height) => channel.notify('ui/notifications/size-changed', { width, height }));
	events.ready({
		canCall: isData(can.serverTools),
		callTool: async (tool, given) => {
			const result = toResult(
				await channel.request('tools/call', { name: tool, arguments: given }),
			);
			if (result.isError) throw new Error(result.text || `${tool} failed`);
			return result;
		},
		openLink: (url) => void channel.request('ui/open-link', { url }).catch(() => undefined),
		tellModel: async (text) => {
			const content = [{ type: 'text', text }];
			if (isData(can.message)) await channel.request('ui/message', { role: 'user', content });
			else if (isData(can.updateModelContext)) {
				await channel.request('ui/update-model-context', { content });
			}
		},
	});
}

/** Hosts are in use that pass the text on alone: the data stands in it as JSON, too. */
export function toResult(result: Data): ToolResult {
	const content = Array.isArray(result.content) ? (result.content as unknown[]) : [];
	const texts = content.filter(isData).map((block) => textOf(block.text));
	const { structuredContent } = result;
	return {
		data: isData(structuredContent) ? structuredContent : parsed(texts[0]),
		text: texts.join('\n').trim(),
		isError: result.isError === true,
		meta: dataIn(result, '_meta'),
	};
}

function parsed(text = ''): Data | undefined {
	try {
		const value: unknown = JSON.parse(text);
		return isData(value) ? value : undefined;
	} catch {
		return undefined;
	}
}
