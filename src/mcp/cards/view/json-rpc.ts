import { isData, textOf, type Data } from '../parts/data';

/** What the host sends; nobody else is listened to. */
export interface Handlers {
	/** @returns undefined if there is no such method */
	request(method: string): Data | undefined;
	notification(method: string, params: Data): void;
}

export interface Channel {
	/** @throws Error with what the host says against it */
	request(method: string, params: Data): Promise<Data>;
	notify(method: string, params: Data): void;
}

interface Waiting {
	resolve(result: Data): void;
	reject(error: Error): void;
}

const METHOD_NOT_FOUND = { code: -32601, message: 'Method not found' };

/**
 * JSON-RPC with the window around. It listens before it sends. Which origin the host has nobody tells a
 * view, so what is sent goes to the parent whatever it is, and nothing secret is.
 */
export function openChannel(handlers: Handlers): Channel {
	const host = window.parent;
	const waiting = new Map<number, Waiting>();
	let lastId = 0;
	const send = (message: Data) => host.postMessage({ jsonrpc: '2.0', ...message }, '*');

	window.addEventListener('message', ({ source, data }: MessageEvent<unknown>) => {
		if (source !== host || host === window || !isData(data) || data.jsonrpc !== '2.0') return;
		const { id, method, params } = data;
		if (typeof method !== 'string') return settle(data);
		if (id === undefined) return handlers.notification(method, isData(params) ? params : {});
		const result = handlers.request(method);
		send(result ? { id, result } : { id, error: METHOD_NOT_FOUND });
	});

	function settle({ id, result, error }: Data): void {
		const asked = waiting.get(id as number);
		waiting.delete(id as number);
		if (isData(error)) asked?.reject(new Error(textOf(error.message) || 'The host refused'));
		else asked?.resolve(isData(result) ? result : {});
	}

	return {
		request: async (method, params) =>
			await new Promise<Data>((resolve, reject) => {
				const id = ++lastId;
				waiting.set(id, { resolve, reject });
				send({ id, method, params });
			}),
		notify: (method, params) => send({ method, params }),
	};
}
