// Package crawler brings coverage in, politely: feeds, sites and pages of news
// outlets, and imported files, become articles with their captures.
//
// It owns the fetch (robots.txt, per-host delay, limits of size, time and
// redirects, refused private addresses), the reading of feeds, and the way
// from HTML to an article's text. It must not extract statements, index or
// render, and it keeps nothing itself: what must be remembered goes through
// the Record.
package crawler
