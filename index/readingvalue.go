package index

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// subject begins a clause about a field's value.
func subject(f Field) string {
	switch f {
	case Kind:
		return "whose speaker's kind"
	case Quote:
		return "whose quotation"
	case Company:
		return "of articles that mention a company whose name"
	case Rule:
		return "found by a rule whose name"
	}
	return "whose " + string(f)
}

// values writes that a field has one of some values.
func (r reader) values(f Field, values []string) string {
	shown := make([]string, len(values))
	for i, v := range values {
		shown[i] = "“" + v + "”"
		if Closed(f) != nil {
			shown[i] = v
		}
	}
	any := listed(shown, "or")
	switch f {
	case Month:
		for i, v := range values {
			shown[i] = calendar(v)
		}
		return "published in " + listed(shown, "or")
	case Via:
		return "that came via " + any
	case Company:
		return "of articles that mention " + any
	case Rule:
		return "found by the rule " + any
	case InArticle:
		return "of the article " + any
	case InStory:
		return "of the story " + any
	case InUtterance:
		return "that are the utterance " + any
	}
	return subject(f) + " is " + any
}

// listed joins with commas, and the last one with a word.
func listed(list []string, last string) string {
	n := len(list) - 1
	if n <= 0 {
		return strings.Join(list, "")
	}
	return strings.Join(list[:n], ", ") + " " + last + " " + list[n]
}

// dates writes a range of days.
func (r reader) dates(d Dates) string {
	switch {
	case d.From == d.To:
		return "on " + r.day(d.From)
	case d.To == "":
		return "since " + r.day(d.From)
	case d.From == "":
		return "until " + r.day(d.To)
	}
	if span := d.span(); !strings.Contains(span, "..") {
		return "in " + calendar(span)
	}
	return "from " + r.day(d.From) + " to " + r.day(d.To)
}

// day writes a day, or a time before now.
func (r reader) day(s string) string {
	p, ok := period(s)
	if !ok {
		return calendar(s)
	}
	if r.now.IsZero() {
		return p.words() + " before the day of the search"
	}
	return calendar(back(s, r.now)) + " (" + p.words() + ")"
}

// calendar writes a day, month or year as people do.
func calendar(s string) string {
	for _, form := range [][2]string{{day, "2 January 2006"}, {"2006-01", "January 2006"}} {
		if t, err := time.Parse(form[0], s); err == nil {
			return t.Format(form[1])
		}
	}
	return s
}

// words writes a duration: 1 month and 3 days.
func (d duration) words() string {
	var list []string
	for _, p := range d.parts() {
		if p.n == 1 {
			list = append(list, "1 "+p.name)
		} else if p.n > 1 {
			list = append(list, fmt.Sprintf("%d %ss", p.n, p.name))
		}
	}
	if len(list) == 0 {
		return "today"
	}
	return listed(slices.Clip(list), "and")
}
