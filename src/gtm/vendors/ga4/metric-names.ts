/** What a metric of Google Analytics counts in. Money is in the property's currency. */
export type Ga4Unit = 'count' | 'currency' | 'ratio' | 'seconds';

export interface Ga4Metric {
	unit: Ga4Unit;
	/** Metrics that a ratio is made of. */
	parts?: readonly [numerator: string, denominator: string];
}

const counts = (names: string): Array<[string, Ga4Metric]> =>
	names
		.trim()
		.split(/\s+/)
		.map((name) => [name, { unit: 'count' }]);

const others = (unit: Ga4Unit, names: readonly string[]): Array<[string, Ga4Metric]> =>
	names.map((name) => [name, { unit }]);

/**
 * Metrics of Google's own, with their units. A name that is not here is taken for an event's, until
 * nothing happened by that name: then the property itself is asked (metadata.ts).
 *
 * @see https://developers.google.com/analytics/devguides/reporting/data/v1/api-schema
 */
const METRICS: ReadonlyMap<string, Ga4Metric> = new Map<string, Ga4Metric>([
	...counts(`
		active1DayUsers active28DayUsers active7DayUsers activeUsers addToCarts advertiserAdClicks
		advertiserAdImpressions checkouts cohortActiveUsers cohortTotalUsers crashAffectedUsers
		ecommercePurchases engagedSessions eventCount eventCountPerUser eventValue eventsPerSession
		firstTimePurchasers firstTimePurchasersPerNewUser itemListClickEvents itemListViewEvents
		itemViewEvents itemsAddedToCart itemsCheckedOut itemsClickedInList itemsClickedInPromotion
		itemsPurchased itemsViewed itemsViewedInList itemsViewedInPromotion keyEvents newUsers
		organicGoogleSearchAveragePosition organicGoogleSearchClicks organicGoogleSearchImpressions
		promotionClicks promotionViews publisherAdClicks publisherAdImpressions screenPageViews
		screenPageViewsPerSession screenPageViewsPerUser scrolledUsers sessions sessionsPerUser
		totalPurchasers totalUsers transactions transactionsPerPurchaser
	`),
	...others('currency', [
		'advertiserAdCost',
		'advertiserAdCostPerClick',
		'advertiserAdCostPerKeyEvent',
		'averagePurchaseRevenue',
		'averagePurchaseRevenuePerPayingUser',
		'averagePurchaseRevenuePerUser',
		'averageRevenuePerUser',
		'grossItemRevenue',
		'grossPurchaseRevenue',
		'itemDiscountAmount',
		'itemRefundAmount',
		'itemRevenue',
		'purchaseRevenue',
		'refundAmount',
		'shippingAmount',
		'taxAmount',
		'totalAdRevenue',
		'totalRevenue',
	]),
	...others('seconds', ['averageSessionDuration', 'userEngagementDuration']),
	...others('ratio', [
		'bounceRate',
		'cartToViewRate',
		'crashFreeUsersRate',
		'dauPerMau',
		'dauPerWau',
		'firstTimePurchaserRate',
		'itemListClickThroughRate',
		'itemPromotionClickThroughRate',
		'organicGoogleSearchClickThroughRate',
		'purchaseToViewRate',
		'purchaserRate',
		'returnOnAdSpend',
		'sessionKeyEventRate',
		'userKeyEventRate',
		'wauPerMau',
	]),
	['engagementRate', { unit: 'ratio', parts: ['engagedSessions', 'sessions'] }],
]);

/** Metrics of one key event or one custom parameter: `keyEvents:sign_up`. */
const RATES_OF = /^(?:sessionKeyEventRate|userKeyEventRate):/;
const COUNTS_OF = /^(?:averageCustomEvent|countCustomEvent|customEvent|keyEvents):/;

/** Undefined for the name of an event, and for a metric that is not listed here. */
export function ga4MetricOf(name: string): Ga4Metric | undefined {
	if (RATES_OF.test(name)) return { unit: 'ratio' };
	return COUNTS_OF.test(name) ? { unit: 'count' } : METRICS.get(name);
}
