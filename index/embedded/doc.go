// Package embedded answers queries with Bleve, in this process.
package embedded
