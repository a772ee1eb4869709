import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Stands in for Telegram's Bot API: takes messages, so that a test can press their buttons. */
export interface TelegramSink {
	/** For the credential's field "Base URL". */
	url: string;
	/** The addresses behind the buttons of the message that comes next, by their text. */
	nextButtons(): Promise<Map<string, string>>;
	close(): Promise<void>;
}

interface SentMessage {
	text: string;
	reply_markup: { inline_keyboard: Array<Array<{ text: string; url: string }>> };
}

const POLL_MS = 50;
const WAIT_MS = 20_000;

export async function startTelegramSink(): Promise<TelegramSink> {
	const messages: SentMessage[] = [];
	const server = createServer((request, response) => {
		let body = '';
		request.on('data', (chunk) => (body += String(chunk)));
		request.on('end', () => {
			if (request.url?.endsWith('/sendMessage')) messages.push(JSON.parse(body) as SentMessage);
			response.setHeader('content-type', 'application/json');
			response.end(JSON.stringify({ ok: true, result: { message_id: messages.length } }));
		});
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		async nextButtons() {
			const deadline = Date.now() + WAIT_MS;
			while (messages.length === 0) {
				if (Date.now() > deadline) throw new Error('no message came');
				await new Promise((resolve) => setTimeout(resolve, POLL_MS));
			}
			const buttons = messages.shift()?.reply_markup.inline_keyboard.flat() ?? [];
			return new Map(buttons.map(({ text, url }) => [text, url]));
		},
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

/** Follows the address behind a button, as a browser: n8n gives link previews of chats nothing. */
export async function press(address = ''): Promise<number> {
	const browser = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
	const response = await fetch(address, { headers: { 'user-agent': browser } });
	await response.text();
	return response.status;
}
