// Package extractor finds who is on record as saying what in a text.
//
// It is pure: a text goes in, statements come out. It does no I/O, knows no
// clock, no network and no language model, and imports no other package of
// onrecord. Its rules are data (see the rules folder) that test themselves;
// every statement names the rule and the words that made it.
//
// It must not fetch, store, index or render anything.
package extractor
