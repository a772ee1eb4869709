import { createSeal } from '../../../../../src/base/sealed-value';
import { openStore } from '../../../../../src/base/database/open-store';
import { DEFAULT_POLICY } from '../../../../../src/context/check-action/policy';
import { createRules } from '../../../../../src/context/facts/rules';
import { openContextGraph } from '../../../../../src/context/open-context-graph';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { acmeIs, DANA, danaIs, describeGraph, type TestGraph } from './graph-on-every-backend';
import type { ImportReport } from '../../../../../src/context/context-graph';
import { postgresFromUrl } from '../../../../../src/base/database/postgres/postgres-connection';
import { factsFromTableRow } from '../../../../../src/context/query/csv-rows';
import { Pool } from '../../../../../src/third-party/pg';
import { POSTGRES_URL } from '../../base/database/on-every-backend';

const BY_CRM = { source: 'crm' };

/** Every byte of a SQLite store's files, or every row of every table of a schema. */
async function everythingIn({ place }: TestGraph): Promise<string> {
	if ('sqlite' in place) {
		const folder = path.dirname(place.sqlite);
		return readdirSync(folder)
			.map((name) => readFileSync(path.join(folder, name)).toString('latin1'))
			.join('\n');
	}
	const { schema } = place.postgres;
	const pool = new Pool({ ...postgresFromUrl(POSTGRES_URL), ssl: undefined, max: 1 });
	const tables = await pool.query<{ name: string }>(
		'select table_name as name from information_schema.tables where table_schema = $1',
		[schema],
	);
	const parts: string[] = [];
	for (const { name } of tables.rows) {
		const { rows } = await pool.query(`select * from "${schema}"."${name}"`);
		parts.push(JSON.stringify(rows));
	}
	await pool.end();
	return parts.join('\n');
}

describeGraph('forgetting', (open) => {
	it('leaves nothing of a person in any table or file, and keeps them suppressed', async () => {
		const test = open();
		const { graph } = test;
		const secrets = ['zebulon', 'quixotic', 'wyvern', 'xylograph', 'yttrium'];
		const linkedinUrl = 'https://www.linkedin.com/in/zebulon-wyvern';
		const identifiers = [{ kind: 'email', value: 'zebulon@acme.com' }];
		const zebulon = { email: 'zebulon@acme.com' };
		await graph.upsertFacts(
			danaIs(
				{ fullName: 'Zebulon Wyvern', title: 'Quixotic Officer', linkedinUrl },
				{ identifiers, idempotencyKey: 'zebulon', run: 'zebulon run', actor: 'zebulon' },
			),
		);
		await graph.upsertFacts(danaIs({ title: 'Xylograph' }, { identifiers, source: 'vendor' }));
		const changed = danaIs({ title: 'CTO' }, { identifiers });
		await graph.upsertFacts(changed);
		await graph.upsertFacts(acmeIs({ name: 'Acme' }));
		await graph.link(zebulon, 'works_at', { domain: 'acme.com' }, { ...BY_CRM, role: 'quixotic' });
		await graph.recordEvent(zebulon, { type: 'note', summary: 'Yttrium' }, BY_CRM);
		const features = { persona: 'quixotic' };
		await graph.recordDecision(zebulon, {
			kind: 'qualify',
			verdict: 'nurture',
			features,
			actor: 'a',
		});
		await graph.getContext({ subject: zebulon }, { session: { id: 's', agent: 'Claude' } });
		await graph.suppress(
			{ identifier: { kind: 'email', value: zebulon.email }, reason: 'unsubscribed' },
			BY_CRM,
		);
		await test.store.scrub();
		const before = await everythingIn(test);
		for (const secret of secrets) expect(before.toLowerCase()).toContain(secret);

		const report = await graph.forget(zebulon, 'maria');

		const after = (await everythingIn(test)).toLowerCase();
		for (const secret of secrets) expect(after).not.toContain(secret);
		expect(report).toMatchObject({
			status: 'forgotten',
			deleted: { graph_entity: 1, graph_event: 1, graph_edge: 1 },
			keptSuppressed: true,
		});
		expect((await graph.getContext({ subject: zebulon })).status).toBe('not_found');
		for (const subject of [zebulon, { linkedin: 'in/zebulon-wyvern' }]) {
			const { blocks } = await graph.checkAction(subject, 'create');
			expect(blocks.map(({ code }) => code)).toEqual(['suppressed']);
		}
		expect((await graph.getContext({ subject: { domain: 'acme.com' } })).committee).toEqual([]);
		const { changes } = await graph.changesSince({ limit: 100, kinds: ['forgotten'] });
		expect(changes).toHaveLength(1);
		expect(await graph.forget(zebulon, 'maria')).toMatchObject({ status: 'not_found' });
	});

	describe('what is kept elsewhere', () => {
		/** Two answers of vendors about whoever is asked for; and by what that was. */
		async function withAnswers() {
			const asked: string[][] = [];
			const forgetElsewhere = async (identifiers: ReadonlyArray<{ value: string }>) => {
				asked.push(identifiers.map(({ value }) => value));
				return await Promise.resolve({ ledger_answer: 2 });
			};
			const seal = createSeal(Buffer.from('a secret of the tests'));
			return { graph: await open().use({ seal, forgetElsewhere }), asked };
		}

		it('goes by all that the person is known by', async () => {
			const { graph, asked } = await withAnswers();
			const linkedinUrl = 'https://www.linkedin.com/in/dana-doe';
			await graph.upsertFacts(danaIs({ title: 'CTO', linkedinUrl }));
			const report = await graph.forget({ linkedin: 'in/dana-doe' }, 'maria');
			expect(report).toMatchObject({ deleted: { ledger_answer: 2, graph_entity: 1 } });
			expect(asked.flat()).toEqual(expect.arrayContaining([DANA.email, 'in/dana-doe']));
		});

		it('goes also if the graph does not know the person, who stays suppressed and cannot be read', async () => {
			const { graph, asked } = await withAnswers();
			const identifier = { kind: 'email', value: 'gone@acme.com' };
			await graph.suppress({ identifier, reason: 'asked', scope: 'everywhere' }, BY_CRM);
			const report = await graph.forget({ email: 'Gone@acme.com' }, 'maria');
			expect(report).toEqual({
				status: 'forgotten',
				deleted: { ledger_answer: 2 },
				keptSuppressed: true,
			});
			expect(asked).toEqual([['gone@acme.com']]);
			const { blocks } = await graph.checkAction({ email: 'gone@acme.com' }, 'create');
			expect(blocks.map(({ code }) => code)).toEqual(['suppressed']);
		});

		it('stays if several could be meant, who are told apart by their id', async () => {
			const { graph, asked } = await withAnswers();
			for (const name of ['father', 'son']) {
				const identifiers = [
					{ kind: 'email', value: `${name}@home.example` },
					{ kind: 'phone', value: '+49 30 1234567' },
				];
				await graph.upsertFacts(danaIs({ fullName: name }, { identifiers }));
			}
			const phone = { phone: '+49 30 1234567' };
			const report = await graph.forget(phone, 'maria');
			expect(report).toEqual(await graph.resolve(phone));
			if (report.status !== 'needs_review') throw new Error(report.status);
			expect(report.candidates.map(({ name }) => name).sort()).toEqual(['father', 'son']);
			expect(asked).toEqual([]);
			const son = report.candidates.find(({ name }) => name === 'son');
			expect(await graph.forget({ id: son?.id }, 'maria')).toMatchObject({ status: 'forgotten' });
			expect(asked.flat()).toContain('son@home.example');
			expect((await graph.resolve(phone)).candidates).toMatchObject([{ name: 'father' }]);
		});
	});

	it('keeps no trace of somebody who was not suppressed', async () => {
		const { graph } = open();
		await graph.upsertFacts(danaIs({ title: 'CTO' }));
		expect(await graph.forget(DANA, 'maria')).toMatchObject({ keptSuppressed: false });
		expect((await graph.checkAction(DANA, 'create')).allowed).toBe(true);
		await graph.upsertFacts(danaIs({ title: 'CEO' }));
		const { contact } = await graph.getContext({ subject: DANA });
		expect(contact?.facts.title?.value).toBe('CEO');
	});
});

describeGraph('a store that is exported and imported into another', (open) => {
	it('has enrollments, decisions with their outcomes, merges and suppressions as before, and once', async () => {
		const test = open();
		const graph = await test.use({ seal: createSeal(Buffer.from('a secret of the tests')) });
		await graph.upsertFacts(danaIs({ fullName: 'Dana Doe' }));
		const other = { linkedin: 'in/dana-doe' };
		const identifiers = [{ kind: 'linkedin', value: 'in/dana-doe' }];
		await graph.upsertFacts(danaIs({ title: 'CTO' }, { identifiers }));
		await graph.merge(DANA, other, { reason: 'she said so', actor: 'maria' });
		const spring = { provider: 'outreach', sequenceId: 's1', sequenceName: 'Spring' };
		await graph.recordEnrollment(DANA, { ...spring, status: 'active' }, BY_CRM);
		await graph.recordEnrollment(DANA, { ...spring, status: 'finished' }, BY_CRM);
		const features = { tier: 'A' };
		const decision = { kind: 'qualify', verdict: 'route', features, actor: 'agent' };
		const { id } = await graph.recordDecision(DANA, decision);
		await graph.recordOutcome(id, { outcome: 'won', detail: 'signed' });
		const entry = { identifier: { kind: 'email', value: 'mo@acme.com' }, reason: 'asked' };
		await graph.suppress({ ...entry, scope: 'sequencer' }, { source: 'support' });
		const rows: unknown[] = [];
		for await (const row of graph.export()) rows.push(JSON.parse(JSON.stringify(row)));

		const store = await openStore({ sqlite: ':memory:' });
		const there = await openContextGraph(store, {
			now: () => Date.parse(test.now()),
			rules: createRules(() => 'crm'),
			policy: DEFAULT_POLICY,
		});
		const report = await there.import(rows);
		expect(report).toMatchObject({ rows: rows.length, failed: 0, errors: [] });
		const { contact } = await there.getContext({ subject: other });
		expect(Object.keys(contact?.facts ?? {})).toEqual(
			expect.arrayContaining(['fullName', 'title']),
		);
		expect(await there.enrollments({ subject: other, limit: 5 })).toMatchObject([
			{ ...spring, status: 'finished', email: 'dana@acme.com' },
		]);
		const mo = { email: 'mo@acme.com' };
		const { blocks } = await there.checkAction(mo, 'enroll');
		expect(blocks.map(({ code }) => code)).toEqual(['suppressed']);
		expect((await there.checkAction(mo, 'create')).allowed).toBe(true);
		await there.upsertFacts(
			danaIs({ tier: 'A' }, { identifiers: [{ kind: 'email', value: 'x@y.co' }] }),
		);
		await there.recordDecision({ email: 'x@y.co' }, { ...decision, verdict: 'nurture' });
		const { precedents } = await there.getContext({ subject: { email: 'x@y.co' } });
		expect(precedents).toMatchObject([{ verdict: 'route', outcome: 'won' }]);
		expect(await there.import(rows)).toMatchObject({ created: 0, changed: 0, failed: 0 });
		await store.close();
	});
});

describeGraph('export and import', (open) => {
	it('carry everything into another store, where a second time changes nothing', async () => {
		const test = open();
		await test.graph.upsertFacts(
			danaIs({ title: 'CTO', seniority: 'c_level' }, { sourceRef: 'contact/1' }),
		);
		await test.graph.upsertFacts(danaIs({ title: 'CEO' }, { source: 'vendor' }));
		await test.graph.upsertFacts(acmeIs({ name: 'Acme', employees: 12 }));
		await test.graph.link(
			DANA,
			'works_at',
			{ domain: 'acme.com' },
			{ ...BY_CRM, role: 'champion' },
		);
		await test.graph.recordEvent(DANA, { type: 'note', summary: 'Hello' }, BY_CRM);
		const rows = [];
		for await (const row of test.graph.export())
			rows.push(JSON.parse(JSON.stringify(row)) as unknown);
		const shape = async () => {
			const { contact, account, conflicts, timeline, missing } = await test.graph.getContext({
				subject: DANA,
			});
			return { contact: contact?.facts, account: account?.facts, conflicts, timeline, missing };
		};
		const before = await shape();
		await test.graph.forget(DANA, 'maria');
		await test.graph.forget({ domain: 'acme.com' }, 'maria');
		const report = await test.graph.import(rows);
		expect(report).toMatchObject({ rows: rows.length, failed: 0, errors: [] });
		expect(await shape()).toEqual(before);
		const again = await test.graph.import(rows);
		expect(again).toMatchObject({ rows: rows.length, unchanged: rows.length });
	});

	it('give only what the viewer may see', async () => {
		const { graph } = open();
		await graph.upsertFacts(danaIs({ title: 'CTO', phone: '+49 30 1234567' }));
		const viewer = { name: 'agent', upTo: 'personal' as const };
		const rows = [];
		for await (const row of graph.export({ viewer })) rows.push(row);
		expect(JSON.stringify(rows)).toContain('CTO');
		expect(
			rows
				.flatMap((row) => (row.kind === 'facts' ? row.facts : []))
				.map(({ attribute }) => attribute),
		).not.toContain('phone');
	});

	it('count every row, and name those that are wrong', async () => {
		const { graph } = open();
		const good = { kind: 'facts', ...danaIs({ title: 'CTO' }) };
		const rows = [good, good, { ...good, identifiers: [] }, { kind: 'else' }, null];
		const seen: ImportReport[] = [];
		const report = await graph.import(rows, (progress) => seen.push(progress));
		const { created, changed, unchanged, failed } = report;
		expect({ created, changed, unchanged, failed }).toEqual({
			created: 1,
			changed: 0,
			unchanged: 1,
			failed: 3,
		});
		expect(report.errors.map(({ row }) => row)).toEqual([3, 4, 5]);
		expect(seen.at(-1)).toEqual(report);
	});

	it('take the rows of a table, each column an attribute', async () => {
		const { graph } = open();
		const table = {
			Email: 'dana@acme.com',
			'Job Title': 'CTO',
			Score: '12',
			'CRM:contact': '77',
			City: ' ',
		};
		const facts = factsFromTableRow(table, { type: 'contact', source: 'import' });
		expect(await graph.import([{ kind: 'facts', ...facts }])).toMatchObject({ created: 1 });
		const subject = {
			identifiers: [{ kind: 'crm:contact', value: '77' }],
			type: 'contact' as const,
		};
		const { contact } = await graph.getContext({ subject });
		const values = Object.entries(contact?.facts ?? {}).map(([name, { value }]) => [name, value]);
		expect(Object.fromEntries(values)).toEqual({
			email: 'dana@acme.com',
			jobTitle: 'CTO',
			score: 12,
		});
	});
});

describeGraph('the audit', (open) => {
	it('finds what is wrong, with examples', async () => {
		const test = open();
		const { graph } = test;
		await graph.upsertFacts(danaIs({ fullName: 'Dana Doe', title: 'CTO' }));
		await graph.upsertFacts(danaIs({ title: 'CEO' }, { source: 'vendor' }));
		const other = [{ kind: 'email', value: 'dana.doe@acme.com' }];
		await graph.upsertFacts(danaIs({ fullName: 'dana doe' }, { identifiers: other }));
		test.days(200);
		await graph.getContext({ subject: DANA, fields: ['title'] });
		const { findings } = await graph.audit();
		const count = new Map(
			findings.map(({ code, count: found, of }) => [code, `${found} of ${of}`]),
		);
		expect(Object.fromEntries(count)).toMatchObject({
			near_duplicate: '1 of 2',
			contradicted: '1 of 5',
			stale: '1 of 5',
			orphan: '2 of 2',
			never_read: '4 of 5',
		});
	});

	it('counts what there is', async () => {
		const { graph } = open();
		await graph.upsertFacts(danaIs({ title: 'CTO' }));
		expect(await graph.statistics()).toMatchObject({
			entities: { contact: 1, account: 0 },
			observations: 2,
			facts: 2,
			sources: { crm: 2 },
		});
	});
});
