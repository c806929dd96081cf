package crawler

import "strings"

// parts are texts that may stand in others. There are many of them, and they
// are looked for in many short lines of which few have any: the pairs of
// letters in a line rule out nearly all at once.
type parts []part

type part struct {
	text string
	// pairs are some that a line with the text in it has, in either case.
	pairs []uint16
}

func newParts(texts []string) parts {
	const most = 4
	all := make(parts, 0, len(texts))
	for _, text := range texts {
		p := part{text: text}
		for i := 1; i < len(text); i++ {
			// How other letters look in the other case isn't known here.
			if text[i-1] < 0x80 && text[i] < 0x80 && len(p.pairs) < most {
				p.pairs = append(p.pairs, pairOf(text[i-1], text[i]))
			}
		}
		all = append(all, p)
	}
	return all
}

const pairBits = 11

// pairSet is a set of pairs of letters; it takes some for others.
type pairSet [1 << (pairBits - 6)]uint64

func pairOf(a, b byte) uint16 {
	return (uint16(lower(a))<<5 ^ uint16(lower(b))) & (1<<pairBits - 1)
}

func lower(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}

func pairsOf(line string) *pairSet {
	var set pairSet
	for i := 1; i < len(line); i++ {
		pair := pairOf(line[i-1], line[i])
		set[pair>>6] |= 1 << (pair & 63)
	}
	return &set
}

func (s *pairSet) has(pairs []uint16) bool {
	for _, p := range pairs {
		if s[p>>6]&(1<<(p&63)) == 0 {
			return false
		}
	}
	return true
}

// in tells whether one of the texts stands in a line.
func (p parts) in(line string) bool {
	set := pairsOf(line)
	for i := range p {
		if set.has(p[i].pairs) && strings.Contains(line, p[i].text) {
			return true
		}
	}
	return false
}

// inLower is in for a line that is yet to be made lower case.
func (p parts) inLower(line string) bool {
	set, low := pairsOf(line), ""
	for i := range p {
		if !set.has(p[i].pairs) {
			continue
		}
		if low == "" {
			low = strings.ToLower(line)
		}
		if strings.Contains(low, p[i].text) {
			return true
		}
	}
	return false
}
