package digest

import (
	"cmp"
	"net/url"
	"slices"

	"onrecord/extractor"
	"onrecord/index"
)

// changes is the heading of what edits did to statements that were on record.
const changes = "Changes in print"

// Change is what an edit did to one statement. What it added is told as new.
type Change struct {
	Kind extractor.ChangeKind
	// Before is the statement in the older state, After in the newer one, the
	// zero Entry of one that was removed.
	Before, After index.Entry
	// CueWas and CueIs are the words that showed and show the attribution.
	CueWas, CueIs string
}

// retold are the statements that took the place of ones on record before the
// period: they are told as changes and not as new.
func retold(seen []Sighting, changed []Change) map[string]bool {
	isNew := make(map[string]bool, len(seen))
	for _, n := range seen {
		isNew[n.Statement] = true
	}
	out := map[string]bool{}
	for _, c := range changed {
		if c.After.Statement.ID != "" && c.Before.Statement.ID != "" && !isNew[c.Before.Statement.ID] {
			out[c.After.Statement.ID] = true
		}
	}
	return out
}

// tellChanges makes a group of the changes, the latest published first.
func (d *Digest) tellChanges(all []Change) {
	all = slices.DeleteFunc(slices.Clone(all), func(c Change) bool { return c.Kind == extractor.Added })
	if len(all) == 0 {
		return
	}
	slices.SortStableFunc(all, func(a, b Change) int {
		x, y := a.side().Article, b.side().Article
		return cmp.Or(y.Published.Compare(x.Published), cmp.Compare(x.ID, y.ID), cmp.Compare(x.Revision, y.Revision))
	})
	g := Group{Title: changes, More: d.searchURL(d.Query)}
	for _, c := range all {
		g.Lines = append(g.Lines, d.changeLine(c))
	}
	d.Changes = len(all)
	d.Groups = append(d.Groups, g)
}

// side is the newer statement, or the older one of those that were removed.
func (c Change) side() index.Entry {
	if c.Kind == extractor.Removed {
		return c.Before
	}
	return c.After
}

// changeLine tells what an outlet did to a statement.
func (d *Digest) changeLine(c Change) Line {
	e := c.side()
	l := d.line(e)
	outlet := l.Outlet
	l.Party, l.Speaker, l.Direct, l.Passage = outlet, "", false, ""
	who, was := called(e), clip(c.Before.Words, longestWords/2)
	switch c.Kind {
	case extractor.Removed:
		l.Does, l.Words = "no longer tells what it had of "+who, was
	case extractor.Reworded:
		l.Does, l.Words = "rewords what it has of "+who, quoted(was)+" → "+quoted(clip(c.After.Words, longestWords/2))
	case extractor.Reattributed:
		l.Does = "gives to " + who + " the words that it gave to " + called(c.Before)
	case extractor.Rehedged:
		l.Does = "tells otherwise what it has of " + who
		if c.CueWas != "" && c.CueIs != "" && c.CueWas != c.CueIs {
			l.Does += " (" + quoted(clip(c.CueWas, longestName/2)) + " → " + quoted(clip(c.CueIs, longestName/2)) + ")"
		}
	}
	l.Evidence = diffURL(d.Site, e, c.Kind == extractor.Removed)
	return l
}

func quoted(words string) string { return "“" + words + "”" }

// called is who a statement is of, for a sentence.
func called(e index.Entry) string {
	name := cmp.Or(e.Statement.Speaker.Name, party(e))
	if name == "" {
		return "somebody unnamed"
	}
	return clip(together(name), longestName)
}

// diffURL is the page that compares the two states.
func diffURL(site string, e index.Entry, older bool) string {
	newer := e.Article.Revision
	if older {
		newer++
	}
	return site + "/article/" + url.PathEscape(e.Article.ID) + "?revision=" + number(newer) + "&against=" + number(newer-1)
}
