package digest

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"onrecord/extractor"
	"onrecord/index"
)

// The groups that come first, in this order.
const (
	accusations = "Accusations"
	denials     = "Denials"
	answers     = "Answers"
	silences    = "Silences"
)

// arrange puts the new statements into groups and folds the same words of
// several outlets into one line.
func (d *Digest) arrange(fresh []index.Entry, h history) {
	fresh = slices.DeleteFunc(slices.Clone(fresh), func(e index.Entry) bool {
		if !h.repeats(e) {
			return false
		}
		d.Repeats++
		return true
	})
	slices.SortFunc(fresh, earlier)
	groups := map[string]*Group{}
	lines := map[string]int{} // by group and sameness, the line's place
	for _, e := range fresh {
		title, rest := d.title(e, h)
		g := groups[title]
		if g == nil {
			g = &Group{Title: title, Rest: rest, More: d.moreURL(title, rest, e)}
			groups[title] = g
		}
		key := title + "\x00" + sameness(e)
		if at, ok := lines[key]; ok {
			g.Lines[at].join(e)
			continue
		}
		lines[key] = len(g.Lines)
		g.Lines = append(g.Lines, d.line(e))
	}
	for _, g := range groups {
		slices.Reverse(g.Lines) // the newest first, though the first outlet leads
		d.Groups = append(d.Groups, *g)
	}
	slices.SortFunc(d.Groups, func(a, b Group) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(len(b.Lines), len(a.Lines)), cmp.Compare(a.Title, b.Title))
	})
}

// rank orders the groups: the news proper, then the parties.
func rank(g Group) int {
	if g.Rest {
		return 5
	}
	return slices.Index([]string{accusations, denials, answers, silences, changes}, g.Title)
}

// earlier orders entries by publication; the rest makes the order total.
func earlier(a, b index.Entry) int {
	return cmp.Or(a.Article.Published.Compare(b.Article.Published), cmp.Compare(a.Article.Outlet, b.Article.Outlet),
		cmp.Compare(a.Article.ID, b.Article.ID), cmp.Compare(a.Statement.ID, b.Statement.ID))
}

// title tells under which heading an entry comes.
func (d *Digest) title(e index.Entry, h history) (title string, rest bool) {
	switch {
	case e.Statement.Stance == extractor.Accuse:
		return accusations, false
	case e.Statement.Stance == extractor.Deny:
		return denials, false
	case e.Statement.Stance == extractor.Silent:
		return silences, false
	case h.answers(e):
		return answers, false
	}
	if party := party(e); party != "" {
		return party, true
	}
	return "Nobody named", true
}

// answers tells whether a party breaks its silence, or turns to one that has
// accused it.
func (h history) answers(e index.Entry) bool {
	for _, p := range parties(e) {
		if h.silent(p, e) {
			return true
		}
		for _, a := range h.accused[p] {
			if overlap(parties(a), split(e.Statement.Target)) && !a.Article.Published.After(e.Article.Published) {
				return true
			}
		}
	}
	return false
}

// silent tells whether what the party last did, in an article published before
// this one, was to say nothing.
func (h history) silent(party string, e index.Entry) bool {
	var last index.Entry
	for _, was := range h.by[party] {
		if was.Article.ID != e.Article.ID && was.Article.Published.Before(e.Article.Published) &&
			was.Article.Published.After(last.Article.Published) {
			last = was
		}
	}
	return last.Statement.Stance == extractor.Silent
}

// repeats tells whether the same party had the same words published before,
// which a late reprint doesn't make news; what was published later doesn't count,
// for a digest may be composed late. A silence and a few words may well be had
// again.
func (h history) repeats(e index.Entry) bool {
	was, ok := h.before[sameness(e)]
	return ok && was.Before(e.Article.Published) &&
		e.Statement.Stance != extractor.Silent && len(strings.Fields(e.Words)) >= 6
}

// sameness is equal for the same words of the same party, whatever the
// outlet's typography.
func sameness(e index.Entry) string {
	var b strings.Builder
	b.WriteString(party(e) + "\x00" + string(e.Statement.Stance) + "\x00")
	between := func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }
	for _, word := range strings.FieldsFunc(e.Words, between) {
		b.WriteString(strings.ToLower(word) + " ")
	}
	return b.String()
}

// party is on whose behalf something is said, else who says it.
func party(e index.Entry) string { return cmp.Or(e.Statement.Speaker.For, e.Statement.Speaker.Name) }

func parties(e index.Entry) []string { return split(party(e)) }

// split takes joint parties apart.
func split(joint string) []string {
	if joint == "" {
		return nil
	}
	return strings.Split(joint, "; ")
}

func overlap(a, b []string) bool {
	return slices.ContainsFunc(a, func(x string) bool { return slices.Contains(b, x) })
}

// moreURL is the search page of a group's statements.
func (d *Digest) moreURL(title string, rest bool, e index.Entry) string {
	q := d.Query
	switch {
	case rest && party(e) != "":
		for _, p := range parties(e) {
			q = q.With(index.Party, p)
		}
	case title == accusations, title == denials, title == silences:
		q = q.With(index.Stance, string(e.Statement.Stance))
	}
	return d.searchURL(q)
}
