package index

import "testing"

// TestHelp holds each example to the language; indextest asks them.
func TestHelp(t *testing.T) {
	asked := map[Field]bool{}
	for _, topic := range Help() {
		for _, e := range topic.Examples {
			q, err := Parse(e.Query)
			if err != nil || e.Means == "" {
				t.Errorf("%s: %s: %v", e.Query, e.Means, err)
			}
			if hints := Hints(e.Query); len(hints) > 0 {
				t.Errorf("%s: %v", e.Query, hints)
			}
			all, err := tokens(e.Query)
			if err != nil {
				t.Error(err)
			}
			for _, token := range all {
				if token.kind == fieldToken {
					asked[Field(token.text)] = true
				}
			}
			roundTrip(t, e.Query, q)
		}
	}
	for _, f := range fields() {
		switch f {
		case InArticle, InStory, InUtterance, Lead: // for links, and in:lead
			continue
		}
		if !asked[f] {
			t.Errorf("no example asks for %s:", f)
		}
	}
}
