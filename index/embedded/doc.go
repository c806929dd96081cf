// Package embedded answers queries with Bleve, in this process.
//
// It uses Bleve's engine, scorch, with its searchers, and goes its own way
// where Bleve's is slow or inexact: words are cut, folded and stemmed here
// without stop words, so that phrases are exact (words.go); phrases have a
// searcher that stays linear for any text (phrase.go); how often and where words
// stand is read from the segments' files (frequencies.go); facet values, dates
// and sort keys stand in arrays per immutable segment (columns.go), so that
// one walk over what matches counts every facet with its own filter lifted
// (tally.go) and keeps the page by score or by date (best.go).
//
// A document is a statement with what its article tells of it, or an article.
// Hits are read from what the documents keep; no store is asked.
//
// On disk, the directory holds one volume and a marker that names it. Rebuild
// makes another volume beside it and replaces the marker. What Put has returned
// for is in the volume's journal until scorch has brought it to its own files
// (take.go, journal.go).
package embedded
