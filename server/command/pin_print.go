package command

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"onrecord/index/pin"
)

// printDifference tells what has become of a manifest's statements.
func (s *session) printDifference(m pin.Manifest, d pin.Difference) error {
	if s.Format == "json" {
		e := json.NewEncoder(s.Out)
		e.SetIndent("", "  ")
		return e.Encode(d)
	}
	_, err := fmt.Fprintf(s.Out, "%s\npinned %s: %d statements; now %d the same, %d changed, %d removed, %d added\n", printable(queryName(m)),
		m.Made.Format(time.RFC3339), m.Totals.Statements, d.Same, len(d.Changed), len(d.Removed), len(d.Added))
	if err == nil && d.ReadAs != "" {
		_, err = fmt.Fprintf(s.Out, "the query is now read as %s: it may mean something else\n", printable(d.ReadAs))
	}
	if err != nil || d.None() {
		return err
	}
	t := newTable(s.Out, "what", "statement", "who", "words", "difference")
	for _, c := range d.Changed {
		t.row("changed", c.Is.ID, speaking(c.Is), inQuotes(c.Is), fieldTexts(c.Fields))
	}
	for _, r := range d.Removed {
		t.row("removed", r.ID, speaking(r.Statement), inQuotes(r.Statement), removalText(r))
	}
	for _, a := range d.Added {
		t.row("added", a.ID, speaking(a), inQuotes(a), strings.TrimSpace(a.Outlet+" "+a.Published))
	}
	return t.flush("")
}

func queryName(m pin.Manifest) string {
	if m.Canonical == "" {
		return "all that is on record"
	}
	return m.Canonical
}

func speaking(s pin.Statement) string {
	who := s.Speaker
	if s.For != "" && s.For != s.Speaker {
		who += " (" + s.For + ")"
	}
	return strings.TrimSpace(who + ": " + s.Stance + " " + s.Target)
}

// longestWords is how many code points of a statement's words a row shows.
const longestWords = 60

func inQuotes(s pin.Statement) string { return "“" + cut(printable(s.Words), longestWords) + "”" }

func fieldTexts(fields []pin.Field) string {
	list := make([]string, len(fields))
	for i, f := range fields {
		list[i] = fmt.Sprintf("%s: %q, was %q", f.Name, f.Is, f.Was)
	}
	return strings.Join(list, "; ")
}

func removalText(r pin.Removal) string {
	switch {
	case r.Now == nil:
		return "not on record any more"
	case len(r.Fields) == 0:
		return "on record as it was, and the query finds it no more"
	}
	return "the query finds it no more: " + fieldTexts(r.Fields)
}
