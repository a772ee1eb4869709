import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';

import type { Account, Person } from '../../sandbox/world/world.ts';

/** The reference server for memory, asked over MCP. */
export interface MemoryPeer {
	/** @returns what an agent is given to read */
	ask(person: Person): Promise<string>;
	close(): Promise<void>;
}

interface Known {
	people: readonly Person[];
	accounts: readonly Account[];
	accountOf(person: Person): Account;
}

/** Starts it with the same people and companies as the graph has. */
export async function openServerMemory(known: Known): Promise<MemoryPeer> {
	const folder = mkdtempSync(join(tmpdir(), 'bench-memory-'));
	const entry = createRequire(import.meta.url).resolve(
		'@modelcontextprotocol/server-memory/dist/index.js',
	);
	const client = new Client({ name: 'bench-context', version: '1.0.0' });
	await client.connect(
		new StdioClientTransport({
			command: process.execPath,
			args: [entry],
			env: { MEMORY_FILE_PATH: join(folder, 'memory.jsonl') },
			stderr: 'ignore',
		}),
	);
	const entities = [...known.accounts.map(companyEntity), ...known.people.map(personEntity)];
	await client.callTool({ name: 'create_entities', arguments: { entities } });
	const relations = known.people.map((person) => ({
		from: person.email,
		to: known.accountOf(person).domain,
		relationType: 'works_at',
	}));
	await client.callTool({ name: 'create_relations', arguments: { relations } });
	return {
		async ask({ email }) {
			const result = await client.callTool({ name: 'search_nodes', arguments: { query: email } });
			return JSON.stringify(result);
		},
		async close() {
			await client.close();
			rmSync(folder, { recursive: true, force: true });
		},
	};
}

function personEntity({
	email,
	firstName,
	lastName,
	title,
	department,
	seniority,
	country,
	city,
}: Person) {
	const facts = { firstName, lastName, title, department, seniority, country, city };
	return { name: email, entityType: 'contact', observations: observationsOf(facts) };
}

function companyEntity({ domain, name, industry, employees, country, city, lifecycle }: Account) {
	const facts = { name, industry, employees, country, city, lifecycle };
	return { name: domain, entityType: 'account', observations: observationsOf(facts) };
}

function observationsOf(facts: Readonly<Record<string, unknown>>): string[] {
	return Object.entries(facts).map(([name, value]) => `${name}: ${String(value)}`);
}
