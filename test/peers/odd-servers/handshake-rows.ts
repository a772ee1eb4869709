import { DONE, type OddReply, type OddServer, handshake, to } from './odd-server';

const awaited = new RegExp(DONE);
const { serverInfo, capabilities, protocolVersion, ...bare } = handshake;

const results: Array<[what: string, result: object]> = [
	['says not who it is', { ...bare, protocolVersion, capabilities }],
	['says null for who it is', { ...handshake, serverInfo: null }],
	['says no version of itself', { ...handshake, serverInfo: { name: 'odd' } }],
	['says null for its version', { ...handshake, serverInfo: { name: 'odd', version: null } }],
	['says not what it can', { ...bare, protocolVersion, serverInfo }],
	['says null for what it can', { ...handshake, capabilities: null }],
	['forgets to say that it has tools', { ...handshake, capabilities: {} }],
	['says null for what it lacks', { ...handshake, capabilities: { tools: {}, prompts: null } }],
	['says null for its tools', { ...handshake, capabilities: { tools: null } }],
	['says true for its tools', { ...handshake, capabilities: { tools: true } }],
	['has null for listChanged', { ...handshake, capabilities: { tools: { listChanged: null } } }],
	['has null for instructions', { ...handshake, instructions: null }],
	['has null for metadata', { ...handshake, _meta: null }],
	['names a revision of next year', { ...handshake, protocolVersion: '2027-03-01' }],
	['names a revision of 2024', { ...handshake, protocolVersion: '2024-10-07' }],
	['names a revision that there is not', { ...handshake, protocolVersion: '2025-04-01' }],
	['names a revision like a package', { ...handshake, protocolVersion: '1.0' }],
	['names no revision', { ...bare, capabilities, serverInfo }],
	['has null for the revision', { ...handshake, protocolVersion: null }],
];

const refusals: Array<[what: string, reply: OddReply]> = [
	['HTTP 400', { status: 400 }],
	['HTTP 404', { status: 404 }],
	['HTTP 500', { status: 500 }],
	['HTTP 200 and nothing', { status: 200 }],
	['HTTP 200 and a result', { result: {} }],
	['a web page', { headers: { 'content-type': 'text/html' }, body: '<html></html>' }],
];

export const handshakeRows: OddServer[] = [
	...results.map(([what, result]) => ({
		what: `in its handshake ${what}`,
		reply: to('initialize', { result }),
		awaited,
	})),
	...refusals.map(([what, reply]) => ({
		what: `answers the end of the handshake with ${what}`,
		reply: to('notifications/initialized', reply),
		awaited,
	})),
];
