import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import type { McpServerPreset } from '../../../../../src/gtm/presets/preset';
import {
	PresetError,
	costsCredits,
	findPreset,
	mcpServerPresets,
	presetUrls,
	readOnlyTools,
} from '../../../../../src/gtm/presets/preset-table';

const root = path.resolve(__dirname, '../../../../..');
const each = mcpServerPresets.map((preset): [string, McpServerPreset] => [preset.id, preset]);

it('knows 23 vendors, each under an id of its own', () => {
	expect(mcpServerPresets).toHaveLength(23);
	expect(new Set(mcpServerPresets.map(({ id }) => id)).size).toBe(23);
});

it('covers what the collected vendor facts name', () => {
	const facts = path.join(root, '../shared/reference/gtm-mcp-presets.json');
	if (!existsSync(facts)) {
		console.log('skipped: the collected vendor facts are not on this machine');
		return;
	}
	const collected = JSON.parse(readFileSync(facts, 'utf8')) as Array<{ id: string }>;
	const ids = collected.map(({ id }) => id.replace(/-reads$/, '')).toSorted();
	expect(mcpServerPresets.map(({ id }) => id).toSorted()).toEqual(ids);
});

describe.each(each)('%s', (_id, preset) => {
	it('has https endpoints with ids of their own, the usual one first', () => {
		const ids = preset.endpoints.map(({ id }) => id);
		expect(new Set(ids).size).toBe(ids.length);
		expect(preset.endpoints[0].placeholder).toBeUndefined();
		for (const { id, placeholder } of preset.endpoints) {
			const urls = presetUrls(preset, id, placeholder?.example ?? '');
			for (const url of urls) {
				expect(URL.parse(url)?.protocol).toBe('https:');
				expect(url).not.toMatch(/[{}]/);
			}
		}
	});

	it('asks for a placeholder exactly where the URL has one', () => {
		for (const { url, placeholder } of preset.endpoints) {
			expect(/\{\w+\}/.test(url)).toBe(placeholder !== undefined);
		}
	});

	it('says what to click, and how one gets in', () => {
		expect(preset.steps.length).toBeGreaterThan(0);
		for (const access of preset.access) {
			if (access.kind !== 'oAuth2' || access.registration === 'dynamic') continue;
			expect(URL.parse(access.authorizationUrl ?? '')?.protocol).toBe('https:');
			expect(URL.parse(access.tokenUrl ?? '')?.protocol).toBe('https:');
		}
	});

	it('has a section on the page of its family', () => {
		const page = readFileSync(path.join(root, `docs/presets/${preset.family}.md`), 'utf8');
		expect(page).toContain(`## ${preset.name}\n`);
		for (const { url } of preset.endpoints) expect(page).toContain(url);
	});
});

describe('the URLs of a preset', () => {
	it('are those of the usual endpoint when none is chosen', () => {
		expect(presetUrls(findPreset('amplitude'), '', '')).toEqual(['https://mcp.amplitude.com/mcp']);
	});

	it('are those of the region that is chosen', () => {
		expect(presetUrls(findPreset('amplitude'), 'eu', '')).toEqual([
			'https://mcp.eu.amplitude.com/mcp',
		]);
	});

	it('go on with the other addresses of the same server', () => {
		expect(presetUrls(findPreset('instantly'), '', '')).toEqual([
			'https://mcp.instantly.ai/',
			'https://mcp.instantly.ai/mcp',
		]);
	});

	it('encode what the user fills in, so that it cannot lead elsewhere', () => {
		expect(presetUrls(findPreset('salesforce'), 'custom', '../x?y')[0]).toBe(
			'https://api.salesforce.com/platform/mcp/v1/custom/..%2Fx%3Fy',
		);
	});

	it('take the address of a self-hosted server as it is', () => {
		expect(presetUrls(findPreset('nous'), 'self-hosted', 'nous.example.com/mcp')).toEqual([
			'https://nous.example.com/mcp',
		]);
	});

	it('need the placeholder, and say which one', () => {
		expect(() => presetUrls(findPreset('octave'), 'workspace', ' ')).toThrow(PresetError);
		expect(() => presetUrls(findPreset('octave'), 'workspace', ' ')).toThrow(/Name in the URL/);
	});

	it('name the endpoints there are when one is unknown', () => {
		const unknown = () => presetUrls(findPreset('mixpanel'), 'mars', '');
		expect(unknown).toThrow('Mixpanel has no endpoint "mars"');
		expect(unknown).toThrow(expect.objectContaining({ hint: 'Its endpoints are: us, eu, in.' }));
	});
});

it('names the presets there are when one is unknown', () => {
	expect(() => findPreset('rolodex')).toThrow(
		expect.objectContaining({ hint: expect.stringContaining('hubspot, salesforce') }),
	);
});

describe('what a tool does', () => {
	it('is only reading when no write pattern fits a tool that was seen', () => {
		expect(readOnlyTools(findPreset('attio'))).toContain('search-records');
		expect(readOnlyTools(findPreset('attio'))).not.toContain('upsert-record');
		expect(readOnlyTools(findPreset('outreach'))).not.toContain('sequence_add_prospects');
	});

	it('costs credits when a credit pattern fits', () => {
		expect(costsCredits(findPreset('zoominfo'), 'enrich_contacts')).toBe(true);
		expect(costsCredits(findPreset('zoominfo'), 'search_contacts')).toBe(false);
	});

	it('is told for the whole name, not for a part of it', () => {
		expect(costsCredits(findPreset('apollo'), 'my_apollo_people_match')).toBe(false);
	});
});
