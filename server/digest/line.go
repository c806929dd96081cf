package digest

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"onrecord/extractor"
	"onrecord/index"
)

// The longest words and names that a line shows, in code points. What is cut
// ends in an ellipsis, and all of it is where the line links to.
const (
	longestWords = 500
	longestName  = 120
	longestLink  = 2000 // in bytes: an address of the coverage may be of any length
)

// line is how an entry is told.
func (d *Digest) line(e index.Entry) Line {
	s := e.Statement
	l := Line{
		Party: clip(together(party(e)), longestName), Does: clip(does(s), 2*longestName),
		Words: clip(e.Words, longestWords), Direct: s.Quote == extractor.Direct,
		Outlet: clip(e.Article.Outlet, longestName), Title: clip(e.Article.Title, longestName),
		Published: e.Article.Published,
		Evidence:  evidenceURL(d.Site, e), Passage: e.Passage(),
	}
	if len(l.Passage) > longestLink {
		l.Passage = ""
	}
	if l.Party == "" {
		l.Party = "Nobody named"
	}
	if s.Speaker.For != "" && s.Speaker.Name != s.Speaker.For {
		l.Speaker = clip(together(s.Speaker.Name), longestName)
	}
	if l.Outlet == "" {
		l.Outlet = "an outlet without a name"
	}
	return l
}

// join adds another outlet's print of the same words.
func (l *Line) join(e index.Entry) {
	outlet := clip(e.Article.Outlet, longestName)
	if outlet == "" || outlet == l.Outlet || slices.Contains(l.Others, outlet) {
		return
	}
	l.Others = append(l.Others, outlet)
}

// deed is how a stance is told of one and of many, and what stands before the
// target; nothing does where the target is the verb's object.
type deed struct{ one, many, to string }

func deeds() map[extractor.Stance]deed {
	return map[extractor.Stance]deed{
		extractor.Accuse:   {"accuses", "accuse", ""},
		extractor.Deny:     {"denies", "deny", ", to"},
		extractor.Admit:    {"admits", "admit", ", to"},
		extractor.Confirm:  {"confirms", "confirm", ", to"},
		extractor.Offer:    {"offers", "offer", ", to"},
		extractor.Decline:  {"declines", "decline", ", to"},
		extractor.Demand:   {"demands", "demand", ", of"},
		extractor.Threaten: {"threatens", "threaten", ""},
		extractor.Commit:   {"commits", "commit", ", to"},
		extractor.Predict:  {"predicts", "predict", ", of"},
		extractor.Support:  {"supports", "support", ""},
		extractor.Question: {"questions", "question", ""},
		extractor.Silent:   {"says nothing", "say nothing", ", to"},
		extractor.Say:      {"says", "say", ", to"},
	}
}

// does tells what a statement does, and towards whom.
func does(s extractor.Statement) string {
	d := deeds()[s.Stance]
	text := d.one
	if s.Speaker.Kind == extractor.Group || strings.Contains(s.Speaker.Name, "; ") {
		text = d.many
	}
	if s.Target != "" {
		text += d.to + " " + together(s.Target)
	}
	if s.Via != "" {
		text += ", via " + together(s.Via)
	}
	if s.Certainty == extractor.Hedged || s.Certainty == extractor.Alleged {
		text += " (" + string(s.Certainty) + ")"
	}
	return text
}

// together writes joint parties as people do.
func together(joint string) string {
	names := split(joint)
	if len(names) < 2 {
		return joint
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}

// clip puts a text on one line, without what has no place in a mail, and cuts
// it at a word's end.
func clip(s string, most int) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r) || unicode.IsControl(r):
			return ' '
		case r == utf8.RuneError || unicode.Is(unicode.Bidi_Control, r):
			return -1
		}
		return r
	}, s)
	s = strings.Join(strings.Fields(s), " ")
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	cut := string([]rune(s)[:most])
	if at := strings.LastIndexByte(cut, ' '); at > len(cut)/2 {
		cut = cut[:at]
	}
	return cut + " …"
}

func number(n int) string { return strconv.Itoa(n) }
