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

// show cuts a digest to at most so many lines in each group of the news proper.
// The parties that follow are cut harder: an eighth as many lines each, of a
// quarter as many parties.
func (d Digest) show(most int) shown {
	s := shown{Digest: d, All: d.allURL()}
	rest := 0
	for _, g := range d.Groups {
		s.Lines += len(g.Lines)
		lines := most
		if g.Rest {
			rest++
			lines = most / 8
		}
		if g.Rest && (rest > most/4 || lines == 0) {
			s.Unnamed++
			s.UnnamedLines += len(g.Lines)
			s.Left += len(g.Lines)
			continue
		}
		part := shownGroup{Group: g}
		if len(g.Lines) > lines {
			part.Lines, part.Left = g.Lines[:lines], len(g.Lines)-lines
			s.Left += part.Left
		}
		s.Groups = append(s.Groups, part)
	}
	return s
}
