package digest

// shown is a digest as far as it is shown: a mail has bounds, the record has
// none.
type shown struct {
	Digest
	Groups []shownGroup
	// Lines are all lines, Left those that are not shown.
	Lines, Left int
	// Unnamed counts the groups not shown at all, with their lines.
	Unnamed, UnnamedLines int
	// All is the page of the search.
	All string
}

type shownGroup struct {
	Group
	Left int
}

// unbounded is more lines than any digest has.
const unbounded = 1 << 30

// show cuts a digest to at most so many lines a group, and as many groups of
// parties.
func (d Digest) show(most int) shown {
	s := shown{Digest: d, All: d.searchURL(d.Query)}
	rest := 0
	for _, g := range d.Groups {
		s.Lines += len(g.Lines)
		if g.Rest {
			rest++
		}
		if g.Rest && rest > most {
			s.Unnamed++
			s.UnnamedLines += len(g.Lines)
			s.Left += len(g.Lines)
			continue
		}
		part := shownGroup{Group: g}
		if len(g.Lines) > most {
			part.Lines, part.Left = g.Lines[:most], len(g.Lines)-most
			s.Left += part.Left
		}
		s.Groups = append(s.Groups, part)
	}
	return s
}
