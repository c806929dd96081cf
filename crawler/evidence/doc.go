// Package evidence shows where statements come from, so that it can be shown
// again years later and without us: captures as web archives (WARC 1.1), and
// folders that hold one statement with the bytes it was found in, checked by
// Verify without network or record.
//
// It writes and reads these forms, and keeps nothing itself.
package evidence
