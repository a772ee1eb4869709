import { answer } from '../../frame/call.ts';
import { routesOf } from '../../frame/emulator.ts';
import type { Route } from '../../frame/emulator.ts';
import { accountName } from '../../world/slice.ts';
import { namesOf } from './limits.ts';
import { mailboxId, userId } from './state.ts';
import type { ApolloState } from './state.ts';

const on = routesOf<ApolloState>();

export const CREDITS = 1_000;

export const accountRoutes: ReadonlyArray<Route<ApolloState>> = [
	on('GET', '/api/v1/users/api_profile', (_call, { account, world }) => {
		const [user] = world.users;
		return answer(200, {
			id: userId(user?.key ?? ''),
			team_id: userId(accountName('team', account)),
			first_name: user?.firstName ?? '',
			last_name: user?.lastName ?? '',
			title: 'Sales',
			email: user?.email ?? '',
		});
	}),
	on(
		'GET',
		'/api/v1/email_accounts',
		(_call, { world }) =>
			answer(200, {
				email_accounts: world.users.map(({ key, email, active }, index) => ({
					id: mailboxId(key),
					user_id: userId(key),
					email,
					aliases: [email],
					type: 'gmail',
					active,
					default: index === 0,
					provider_display_name: 'Gmail',
				})),
			}),
		{ scope: 'email_accounts/index', limits: namesOf('email_accounts') },
	),
	on(
		'POST',
		'/api/v1/usage_stats/credit_usage_stats',
		(_call, { credits }) => {
			const none = { limit: 0, consumed: 0, left_over: 0 };
			const lead = { limit: CREDITS, consumed: CREDITS - credits.left, left_over: credits.left };
			return answer(200, {
				credit_usage_stats: { lead_credit: lead, direct_dial_credit: none, export_credit: none },
				current_credit_cycle: {
					start_date: '2026-11-01T00:00:00.000Z',
					end_date: '2026-12-01T00:00:00.000Z',
				},
			});
		},
		{ scope: 'usage_stats/credit_usage_stats', limits: namesOf('usage_stats') },
	),
];
