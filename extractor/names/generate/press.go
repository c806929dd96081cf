package main

import (
	"encoding/csv"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
)

var markup = regexp.MustCompile(`<[^>]*>|\([^)]*\)`)

// outlets writes the names of news outlets, one a line, without those whose
// only word is a word of English.
func outlets(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", fmt.Errorf("read outlets: %w", err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return "", fmt.Errorf("read outlets: %w", err)
	}
	var names []string
	for _, row := range rows {
		name := strings.TrimSpace(markup.ReplaceAllString(row[2], ""))
		if len(name) < 4 {
			continue
		}
		if !strings.Contains(name, " ") {
			name += "?"
		}
		names = append(names, name)
	}
	slices.Sort(names)
	return "# News outlets of a crawler's list. Generated: see generate.\n" + strings.Join(slices.Compact(names), "\n") + "\n", nil
}
