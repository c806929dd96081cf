// Package server shows the record: the search page, the article page with
// every statement marked, health, feeds of searches, and the JSON API.
//
// It renders what a Searcher and a Record give it and keeps nothing itself:
// all state is in the URL. It must not crawl, extract or open a store, and
// every text it is given is hostile.
package server
