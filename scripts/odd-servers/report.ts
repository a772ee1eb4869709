import { type Comparison, type Outcome, verdictOf } from './comparison.ts';

const SAID_MAX = 110;

const INTRODUCTION = `# Odd servers

MCP servers are not always as the specification has them. This table is of servers that are slightly off, each in one way, and of what becomes of calls of their tool: with the GTM MCP Client, and with the MCP Client that n8n brings, both in n8n's own engine (n8n-core), on loopback. Made by \`npm run odd-servers\`; the servers are in [test/peers/odd-servers](https://github.com/n8n-nodes-gtm-mcp/n8n-nodes-gtm-mcp/tree/main/test/peers/odd-servers), and every one of them is also a test of our client.

A row counts the items whose output is right: it holds what the tool says, or, where the server refuses, the server's own reason. What is quoted is the first output that is not right.
`;

/** The table as a page of the docs. */
export function renderReport(rows: readonly Comparison[], versions: string): string {
	const groups = [...new Set(rows.map(({ group }) => group))];
	const sections = groups.map((group) => {
		const lines = rows.filter((row) => row.group === group).map(line);
		const head = '| a server that | ours | built-in |\n| --- | --- | --- |';
		return `## ${group}\n\n${head}\n${lines.join('\n')}`;
	});
	return `${INTRODUCTION}\n${summary(rows)} ${versions}\n\n${sections.join('\n\n')}\n`;
}

export function summary(rows: readonly Comparison[]): string {
	const verdicts = rows.map(verdictOf);
	const count = (wanted: string) => verdicts.filter((verdict) => verdict === wanted).length;
	return `Of ${rows.length} servers, ours does better with ${count('better')}, the same with ${count('same')}, worse with ${count('worse')}.`;
}

function line(row: Comparison): string {
	const what = row.isError ? `${row.what} (its reason)` : row.what;
	return `| ${escape(what)} | ${cell(row.ours)} | ${cell(row.builtin)} |`;
}

function cell({ right, items, said }: Outcome): string {
	if (right === items) return `${right} of ${items}`;
	const text = said.replace(/http:\/\/127\.0\.0\.1:\d+/g, 'http://127.0.0.1').replace(/\s+/g, ' ');
	const quoted = text.length > SAID_MAX ? `${text.slice(0, SAID_MAX)}…` : text;
	return `${right} of ${items}: ${escape(quoted.trim())}`;
}

function escape(text: string): string {
	return text.replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll('`', "'");
}
