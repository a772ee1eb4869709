import { readFileSync } from 'node:fs';

import { parse } from 'yaml';

const read = (file: string) =>
	parse(readFileSync(`docker/${file}`, 'utf8'), { merge: true }) as unknown;

interface Compose {
	services: Record<string, { image?: string; environment?: object; volumes?: string[] }>;
	volumes: object;
}

interface Part {
	volumes: Array<{ name: string }>;
	volumeMounts: Array<{ name: string }>;
	initContainers: Array<{ volumeMounts: Array<{ name: string }> }>;
}

describe('the files to run n8n in queue mode from', () => {
	it('the compose file has every process with the same settings, and declares its volumes', () => {
		const { services, volumes } = read('compose.queue.yaml') as Compose;
		const { main, webhook, worker, ...others } = services;
		expect(Object.keys(others)).toEqual(['proxy', 'postgres', 'redis']);
		expect(worker?.environment).toEqual(webhook?.environment);
		expect(main?.environment).toMatchObject(worker?.environment ?? {});
		const named = Object.values(services)
			.flatMap((service) => service.volumes ?? [])
			.map((volume) => volume.split(':')[0] ?? '')
			.filter((name) => !name.startsWith('.'));
		expect(Object.keys(volumes).toSorted()).toEqual(named.toSorted());
		expect(Object.values(services).every(({ image }) => image !== undefined)).toBe(true);
	});

	it('the Helm values have nothing at the top but what the chart knows: it refuses the rest', () => {
		const values = read('helm-values.yaml') as Record<string, Part>;
		expect(Object.keys(values)).toEqual([
			...['db', 'existingEncryptionKeySecret', 'externalPostgresql', 'externalRedis'],
			...['main', 'worker', 'webhook', 'ingress'],
		]);
	});

	it.each(['main', 'worker', 'webhook'])('the Helm values put the package into the %s', (part) => {
		const { volumes, volumeMounts, initContainers } =
			(read('helm-values.yaml') as Record<string, Part>)[part] ?? ({} as Part);
		const [volume] = volumes;
		const mounts = [...volumeMounts, ...initContainers.flatMap((each) => each.volumeMounts)];
		expect(mounts.map(({ name }) => name)).toEqual([volume?.name, volume?.name]);
	});
});
