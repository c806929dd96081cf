// Package server shows the record: the search page, the article page, the JSON
// API, feeds of searches, and health.
package server
