package crawler

import (
	"regexp"
	"strings"
	"testing"
)

// TestWordLists holds each list to its form: what reads it passes over lines
// that it doesn't know, so that one with a slip would be lost in silence.
func TestWordLists(t *testing.T) {
	for _, c := range []struct{ name, text, form string }{
		{"beside.txt", besideLines, `^(is|starts|has|over|ends)\t\S`},
		{"notes.txt", noteLines, `^(starts|has)\t\S`},
		{"walls.txt", wallWords, `^(bot|gone|login|consent)( head| [a-z]+)?\t\S`},
		{"months.txt", monthNames, `^([1-9]|1[0-2])( \S+)+$`},
		{"clocks.txt", clockNames, `^[A-Z]\S+( [a-z]+)+$`},
		{"wires.txt", wiresText, `^[^|]+ \| \S`},
		{"leads.txt", leadLabels, `^[a-z]+(-[a-z]+)*$`},
		{"functions.txt", functionWords, `^[a-z]{2}( \S+)+$`},
	} {
		form := regexp.MustCompile(c.form)
		n := 0
		for line := range strings.Lines(c.text) {
			n++
			if line = strings.TrimRight(line, "\r\n"); line != "" && !strings.HasPrefix(line, "#") && !form.MatchString(line) {
				t.Errorf("%s:%d: %q has not the form of its list", c.name, n, line)
			}
		}
	}
	for line := range strings.Lines(clockNames) {
		if words := strings.Fields(line); len(words) > 1 && words[0] != "#" && clocks[words[1]] == nil {
			t.Errorf("clocks.txt: nobody knows the zone %s", words[0])
		}
	}
}
