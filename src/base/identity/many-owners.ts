/**
 * Hosts whose customers have sites below them, `acme.wordpress.com`, and which the public suffix list
 * does not have. The host itself is the company that runs it.
 */
export const SHARED_HOSTS: ReadonlySet<string> = words(`
	wordpress.com weebly.com squarespace.com wix.com tumblr.com substack.com blogspot.co.uk blogspot.de
	blogspot.fr typepad.com livejournal.com bandcamp.com bigcartel.com etsy.com strikingly.com
	mystrikingly.com godaddysites.com jimdo.com jimdofree.com webnode.com webnode.page site123.me
	tilda.ws tilda.site softr.app beehiiv.com hashnode.dev teachable.com thinkific.com mykajabi.com
	podia.com zendesk.com freshdesk.com hubspotpagebuilder.com hs-sites.com mailchimpsites.com
	business.site atlassian.net sharepoint.com salesforce-sites.com breezy.hr bamboohr.com
	recruitee.com teamtailor.com workable.com mystore.com storenvy.com ecwid.com`);

/**
 * Hosts on whose pages people and companies show themselves. A page, or a host below, tells nothing of
 * whose domain it is: `linkedin.com/company/acme` is not LinkedIn's, and not Acme's domain either. The
 * bare host is the company that runs it.
 */
export const PROFILE_HOSTS: ReadonlySet<string> = words(`
	linkedin.com xing.com facebook.com fb.com fb.me instagram.com threads.net twitter.com x.com t.co
	youtube.com youtu.be tiktok.com pinterest.com reddit.com snapchat.com vk.com weibo.com bsky.app
	mastodon.social google.com goo.gl g.page maps.app.goo.gl bing.com apple.com whatsapp.com wa.me t.me
	telegram.me discord.gg discord.com github.com gitlab.com bitbucket.org stackoverflow.com medium.com
	crunchbase.com angel.co wellfound.com glassdoor.com indeed.com producthunt.com g2.com capterra.com
	trustpilot.com yelp.com tripadvisor.com quora.com behance.net dribbble.com about.me linktr.ee
	bio.link beacons.ai bit.ly tinyurl.com calendly.com eventbrite.com meetup.com patreon.com vimeo.com
	soundcloud.com spotify.com slideshare.net issuu.com wikipedia.org amazon.com ebay.com notion.so
	dropbox.com typeform.com`);

function words(list: string): ReadonlySet<string> {
	return new Set(list.trim().split(/\s+/));
}
