package main

import (
	"bufio"
	"fmt"
	"os"
	"strings"
)

// dictionary holds English words that are written in lower case.
type dictionary map[string]bool

func readWords(path string) (dictionary, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read dictionary: %w", err)
	}
	defer f.Close()
	d := dictionary{}
	for lines := bufio.NewScanner(f); lines.Scan(); {
		w := lines.Text()
		if len(w) > 1 && strings.ToLower(w) == w && !strings.Contains(w, "'") && ascii(w) {
			d[w] = true
		}
	}
	return d, nil
}

func ascii(w string) bool {
	for i := range len(w) {
		if w[i] >= 0x80 {
			return false
		}
	}
	return true
}

// file lists the words that are not regular forms of another one.
func (d dictionary) file() string {
	var words []string
	for w := range d {
		if !d.regular(w) {
			words = append(words, w)
		}
	}
	return "# English words in lower case, without their regular forms. Generated: see generate.\n" +
		section("word", words)
}

// regular tells whether w is a plain inflection of another word of d.
func (d dictionary) regular(w string) bool {
	for _, ending := range []string{"s", "es", "ed", "d", "ing", "ly", "er", "ers", "ness"} {
		stem, ok := strings.CutSuffix(w, ending)
		if ok && len(stem) > 2 && (d[stem] || ending == "ing" && d[stem+"e"]) {
			return true
		}
	}
	return false
}
