import { check } from 'k6';
import http from 'k6/http';

const request = JSON.stringify({ name: 'Dana' });
const headers = { 'content-type': 'application/json' };

export default function () {
	const url = `${__ENV.API_BASE_URL}/webhook/bench-plain`;
	const response = http.post(url, request, { headers });
	check(response, {
		'is status 200': ({ status }) => status === 200,
		'is the greeting': ({ body }) => String(body).includes('Hello, Dana!'),
	});
}
