package main

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// people is what the census counted: given names by how often each sex bears
// them, and surnames from the most frequent on.
type people struct {
	male, female map[string]float64
	surnames     []string
	surname      map[string]bool
}

// kept is how many surnames are worth their space.
const kept = 22000

func readCensus(dir string) (*people, error) {
	p := &people{surname: map[string]bool{}}
	var err error
	if p.male, _, err = distribution(filepath.Join(dir, "dist.male.first")); err != nil {
		return nil, err
	}
	if p.female, _, err = distribution(filepath.Join(dir, "dist.female.first")); err != nil {
		return nil, err
	}
	_, all, err := distribution(filepath.Join(dir, "dist.all.last"))
	if err != nil {
		return nil, err
	}
	p.surnames = all[:min(kept, len(all))]
	for _, s := range p.surnames {
		p.surname[s] = true
	}
	return p, nil
}

// common is how far down a surname may also be an English word.
const common = 6000

// distribution reads lines of NAME, percentage, cumulated percentage, rank.
func distribution(path string) (map[string]float64, []string, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, fmt.Errorf("read census: %w", err)
	}
	defer f.Close()
	rate, order := map[string]float64{}, []string(nil)
	for lines := bufio.NewScanner(f); lines.Scan(); {
		field := strings.Fields(lines.Text())
		if len(field) < 2 {
			continue
		}
		percent, err := strconv.ParseFloat(field[1], 64)
		if err != nil {
			return nil, nil, fmt.Errorf("read census: %s: %w", path, err)
		}
		name := strings.ToLower(field[0])
		rate[name] = percent
		order = append(order, name)
	}
	return rate, order, nil
}

// givenFile lists given names by the sex that bears each at least four times
// as often; the rest are either's.
func (p *people) givenFile(dict dictionary) string {
	var male, female, either []string
	seen := map[string]bool{}
	for _, rates := range []map[string]float64{p.male, p.female} {
		for name := range rates {
			m, f := p.male[name], p.female[name]
			// Rare names that are words (So, Many) do more harm than good.
			if seen[name] || len(name) < 2 || dict[name] && m+f < 0.02 {
				continue
			}
			seen[name] = true
			switch {
			case m >= 4*f:
				male = append(male, name)
			case f >= 4*m:
				female = append(female, name)
			default:
				either = append(either, name)
			}
		}
	}
	return "# Given names of the US census of 1990, by who bears them. Generated: see generate.\n" +
		section("male", male) + section("female", female) + section("either", either)
}

// surnamesFile leaves out the rarer surnames that are English words.
func (p *people) surnamesFile(dict dictionary) string {
	var names []string
	for i, s := range p.surnames {
		if i < common || !dict[s] {
			names = append(names, s)
		}
	}
	return "# The most frequent surnames of the US census of 1990. Generated: see generate.\n" +
		section("surname", names)
}

// section writes sorted words under a heading, a line for each two letters
// they begin with.
func section(heading string, words []string) string {
	slices.Sort(words)
	var b strings.Builder
	fmt.Fprintf(&b, "[%s]", heading)
	start := ""
	for _, w := range words {
		if begins := w[:min(2, len(w))]; begins != start {
			start = begins
			b.WriteByte('\n')
		} else {
			b.WriteByte(' ')
		}
		b.WriteString(w)
	}
	b.WriteByte('\n')
	return b.String()
}
