import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Of a company that signs the certificates of its servers itself. */
export interface OwnAuthority {
	/** As PEM. */
	certificate: string;
	files: { authority: string; certificate: string; key: string };
}

const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: 'ignore' });

/** Makes an authority, and a certificate of it for this machine, in a folder. */
export function createAuthority(folder: string): OwnAuthority {
	const file = (name: string) => path.join(folder, name);
	const key = (name: string) => [
		...['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'],
		...['-keyout', file(`${name}.key`)],
	];
	openssl(
		...['req', '-x509', ...key('authority'), '-out', file('authority.crt')],
		...['-subj', '/CN=Test authority', '-days', '2'],
	);
	openssl('req', ...key('server'), '-out', file('server.csr'), '-subj', '/CN=redis');
	writeFileSync(file('server.ext'), 'subjectAltName=IP:127.0.0.1,DNS:redis.example.com\n');
	openssl(
		...['x509', '-req', '-in', file('server.csr'), '-out', file('server.crt'), '-days', '2'],
		...['-CA', file('authority.crt'), '-CAkey', file('authority.key'), '-CAcreateserial'],
		...['-extfile', file('server.ext')],
	);
	return {
		certificate: readFileSync(file('authority.crt'), 'utf8'),
		files: {
			authority: file('authority.crt'),
			certificate: file('server.crt'),
			key: file('server.key'),
		},
	};
}
