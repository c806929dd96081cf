package crawler

import (
	_ "embed"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"onrecord/extractor"
)

//go:embed wires.txt
var wiresText string

// wire is a news agency with the spellings of its name.
type wire struct {
	name      string
	spellings []string
}

// readWires reads the list of agencies: "name | spelling, spelling".
func readWires(list string) []wire {
	var all []wire
	for line := range strings.Lines(list) {
		name, spellings, ok := strings.Cut(strings.TrimSpace(line), " | ")
		if strings.HasPrefix(line, "#") || !ok {
			continue
		}
		w := wire{name: strings.TrimSpace(name)}
		for s := range strings.SplitSeq(spellings, ",") {
			w.spellings = append(w.spellings, strings.TrimSpace(s))
		}
		all = append(all, w)
	}
	return all
}

// Credits knows how news agencies are credited.
type Credits struct {
	wires []wire
	// spelled are all spellings of all agencies.
	spelled parts
}

// NewCredits reads the list of agencies.
func NewCredits() *Credits {
	c := Credits{wires: readWires(wiresText)}
	var all []string
	for _, w := range c.wires {
		all = append(all, w.spellings...)
	}
	c.spelled = newParts(all)
	return &c
}

const (
	// datelineReach is how far into a paragraph a dateline ends, in bytes, and
	// datelineParagraphs how many paragraphs may begin with one.
	datelineReach      = 160
	datelineParagraphs = 3
	// creditLines is how many paragraphs at the end may hold a credit, and
	// longestCredit how long one is, in bytes.
	creditLines   = 3
	longestCredit = 400
)

// Of names the agency that an article's dateline, byline, or a line at its end
// gives credit to; empty when none does.
func (c *Credits) Of(a extractor.Article) string { return c.of(a, nil) }

// of is Of for an article whose page has more signs than are in its text.
func (c *Credits) of(a extractor.Article, signs []sign) string {
	paragraphs := strings.Split(a.Text, "\n\n")
	for _, p := range paragraphs[:min(len(paragraphs), datelineParagraphs)] {
		if name := c.dated(p); name != "" {
			return name
		}
	}
	if name := c.named(a.Byline); name != "" {
		return name
	}
	for _, p := range paragraphs[max(0, len(paragraphs)-creditLines):] {
		if name := c.credited(strings.TrimSpace(p)); name != "" {
			return name
		}
	}
	for _, s := range signs {
		name := firstOf(c.dated(s.line), c.credited(s.line))
		if name == "" && s.names {
			name = c.named(s.line)
		}
		if name != "" {
			return name
		}
	}
	return ""
}

// knows tells whether a name is that of an agency in the list.
func (c *Credits) knows(name string) bool {
	return slices.ContainsFunc(c.wires, func(w wire) bool { return w.name == name })
}

// dated finds an agency in a paragraph's dateline.
func (c *Credits) dated(paragraph string) string {
	head := paragraph[:min(len(paragraph), datelineReach)]
	if !strings.ContainsAny(head, "(/") || !c.spelled.in(head) {
		return ""
	}
	for _, w := range c.wires {
		for _, s := range w.spellings {
			if inDateline(head, s) {
				return w.name
			}
		}
	}
	return ""
}

// inDateline looks for "(Reuters) -" in the beginning of a text.
func inDateline(head, spelling string) bool {
	if !strings.Contains(head, spelling) {
		return false
	}
	_, rest, ok := strings.Cut(head, "("+spelling+")")
	if !ok {
		_, rest, ok = strings.Cut(head, "/"+spelling+"/") // (SEATTLE, July 19 /PRNewswire/ --)
	}
	dash, _ := utf8.DecodeRuneInString(strings.TrimLeft(rest, " \u00a0\n"))
	return ok && strings.ContainsRune("-–—―:", dash)
}

// named finds an agency's name in a byline.
func (c *Credits) named(byline string) string {
	if !c.spelled.in(byline) {
		return ""
	}
	for _, w := range c.wires {
		for _, s := range w.spellings {
			if holdsName(byline, s) && !inPersonsName(byline, s) {
				return w.name
			}
		}
	}
	return ""
}

// credited reads a line at the end of a text as a credit.
func (c *Credits) credited(line string) string {
	if len(line) > longestCredit {
		return ""
	}
	lower := strings.ToLower(line)
	if strings.HasPrefix(lower, "(reporting by ") || strings.HasPrefix(lower, "reporting by ") && strings.Contains(lower, "editing by ") {
		if name := c.named(line); name != "" {
			return name
		}
		return "Reuters" // whose signature it is
	}
	if !c.spelled.in(line) {
		return ""
	}
	for _, w := range c.wires {
		for _, s := range w.spellings {
			if !holdsName(line, s) {
				continue
			}
			if strings.Trim(line, "()[]-–— .") == s {
				return w.name
			}
			for _, sign := range []string{"copyright", "©", "source:", "with inputs from", "with input from", "with files from", "contributed to this report",
				"all rights reserved", "writer", "writers"} {
				if strings.Contains(lower, sign) {
					return w.name
				}
			}
		}
	}
	return ""
}

// holdsName tells whether a name stands in a line as whole words.
func holdsName(line, name string) bool {
	for from := 0; ; {
		at := strings.Index(line[from:], name)
		if at < 0 {
			return false
		}
		at += from
		before, _ := utf8.DecodeLastRuneInString(line[:at])
		after, _ := utf8.DecodeRuneInString(line[at+len(name):])
		if !isWordRune(before) && !isWordRune(after) {
			return true
		}
		from = at + 1
	}
}

func isWordRune(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

// inPersonsName tells whether an agency's name is part of a person's: Michael
// Bloomberg, CP Smith.
func inPersonsName(byline, name string) bool {
	before, after, _ := strings.Cut(byline, name)
	if strings.HasSuffix(before, " ") {
		words := strings.Fields(before)
		last := words[len(words)-1]
		r, _ := utf8.DecodeRuneInString(last)
		return len(words) > 1 && unicode.IsUpper(r) && isWordRune(lastRune(last))
	}
	words := strings.Fields(after)
	if before != "" || len(words) != 1 || !strings.HasPrefix(after, " ") {
		return false
	}
	return !staff[strings.ToLower(words[0])]
}

// staff is what an agency calls who write for it.
var staff = map[string]bool{"staff": true, "writer": true, "writers": true, "reporter": true, "reporters": true, "correspondent": true, "news": true,
	"team": true, "newsroom": true, "agency": true, "wire": true}
