package crawler

import (
	_ "embed"
	"strings"
	"time"
)

// clockNames give the time zone of countries that have but one, by the ending
// of their addresses.
//
//go:embed words/clocks.txt
var clockNames string

var clocks = readClocks(clockNames)

// readClocks leaves out the zones that the machine doesn't know.
func readClocks(text string) map[string]*time.Location {
	all := map[string]*time.Location{}
	for line := range strings.Lines(text) {
		words := strings.Fields(line)
		if len(words) < 2 || words[0] == "#" {
			continue
		}
		zone, err := time.LoadLocation(words[0])
		if err != nil {
			continue
		}
		for _, ending := range words[1:] {
			all[ending] = zone
		}
	}
	return all
}
