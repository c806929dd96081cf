// Package warc reads and writes web archives (WARC, ISO 28500): records of a
// header and a block, one after the other.
//
// The Reader takes files of versions 1.0 and 1.1, from anywhere; what it gives
// is as hostile as its source. The Writer writes version 1.1, each record
// zipped for itself and with its digests. Check holds records to the rules of
// the standard and to their digests.
package warc
