package evidence

import (
	"fmt"
	"unicode/utf8"

	"onrecord/extractor"
)

// around is how much text a selector gives before and after its words, in code
// points.
const around = 32

// positions turns bytes of a text into code points.
type positions struct {
	text  string
	runes []rune
}

func newPositions(text string) positions { return positions{text: text, runes: []rune(text)} }

func (p positions) length() int { return len(p.runes) }

// selectors gives two selectors for each span: where the words stand, and the
// words with some text around them.
func (p positions) selectors(spans []extractor.Span) []Selector {
	all := []Selector{}
	for _, s := range spans {
		start := utf8.RuneCountInString(p.text[:s.Start])
		end := start + utf8.RuneCountInString(p.text[s.Start:s.End])
		all = append(all, Selector{Type: "TextPositionSelector", Start: &start, End: &end},
			Selector{Type: "TextQuoteSelector", Exact: p.text[s.Start:s.End],
				Prefix: string(p.runes[max(0, start-around):start]), Suffix: string(p.runes[end:min(len(p.runes), end+around)])})
	}
	return all
}

// stretch is a range of code points.
type stretch struct{ start, end int }

// hit tells where the selectors point, two for each stretch, and fails where
// the place and the words disagree.
func (p positions) hit(all []Selector) ([]stretch, error) {
	if len(all)%2 != 0 {
		return nil, fmt.Errorf("%d selectors are no pairs", len(all))
	}
	var out []stretch
	for i := 0; i < len(all); i += 2 {
		at, quote := all[i], all[i+1]
		if at.Type != "TextPositionSelector" || quote.Type != "TextQuoteSelector" || at.Start == nil || at.End == nil {
			return nil, fmt.Errorf("selectors %d and %d are no position and quote", i, i+1)
		}
		s := stretch{*at.Start, *at.End}
		if s.start < 0 || s.end <= s.start || s.end > len(p.runes) {
			return nil, fmt.Errorf("position %d to %d is not in a text of %d code points", s.start, s.end, len(p.runes))
		}
		if got := string(p.runes[s.start:s.end]); got != quote.Exact {
			return nil, fmt.Errorf("at %d to %d the text has %.80q, not %.80q", s.start, s.end, got, quote.Exact)
		}
		if got := string(p.runes[max(0, s.start-around):s.start]); got != quote.Prefix {
			return nil, fmt.Errorf("before %d the text has %q, not %q", s.start, got, quote.Prefix)
		}
		if got := string(p.runes[s.end:min(len(p.runes), s.end+around)]); got != quote.Suffix {
			return nil, fmt.Errorf("after %d the text has %q, not %q", s.end, got, quote.Suffix)
		}
		out = append(out, s)
	}
	return out, nil
}
