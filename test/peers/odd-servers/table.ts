import { currentRows } from './current-rows';
import { framingRows } from './framing-rows';
import { handshakeRows } from './handshake-rows';
import { listRows } from './list-rows';
import type { OddServer } from './odd-server';
import { probeRows } from './probe-rows';
import { refusalRows } from './refusal-rows';
import { resultRows } from './result-rows';
import { sessionRows } from './session-rows';
import { streamRows } from './stream-rows';

/** Servers that are slightly off, each in one way: as they were seen, or as they can be expected. */
export const oddServers: Record<string, readonly OddServer[]> = {
	'The probe for the current protocol': probeRows,
	'The wrapping of every answer': framingRows,
	'The handshake': handshakeRows,
	'The list of tools': listRows,
	'The result of a call': resultRows,
	'The refusal of a call': refusalRows,
	'The session': sessionRows,
	'Streams and arguments': streamRows,
	'Lists and results of the current protocol': currentRows,
};
