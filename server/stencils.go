package server

import (
	"html/template"
	"strings"
)

// stencils are those of the search page.
type stencils struct {
	values map[valueLook]stencil
	bars   map[bool]stencil // whether shares are shown
	lines  map[bool]stencil
	dots   map[bool]stencil // whether it is chosen
}

// valueLook is what makes one facet's value look unlike another.
type valueLook struct {
	checked bool
	shape   string // of its stance
}

// cut makes the stencils of the search page.
func (s *stencils) cut(page *template.Template) error {
	s.values, s.bars, s.lines = make(map[valueLook]stencil), make(map[bool]stencil), make(map[bool]stencil)
	s.dots = make(map[bool]stencil)
	looks := []*stance{nil}
	for name := range stances {
		look := lookOf(name)
		looks = append(looks, &look)
	}
	var err error
	for _, checked := range []bool{false, true} {
		for _, look := range looks {
			row := valueRow{Field: hole(0), Value: hole(1), Label: hole(2), Count: hole(3), Bar: hole(4), Checked: checked, Stance: look}
			if s.values[valueLook{checked, look.shape()}], err = newStencil(page, "facet-value", row); err != nil {
				return err
			}
		}
	}
	for _, shares := range []bool{false, true} {
		row := barRow{URL: linkHole(0), Label: hole(1), Count: hole(2), Share: hole(3), All: hole(4), Shares: shares,
			X: hole(5), Y: hole(6), Width: hole(7), Height: hole(8), Whole: hole(9)}
		if s.bars[shares], err = newStencil(page, "bar", row); err != nil {
			return err
		}
		if s.lines[shares], err = newStencil(page, "bar-line", row); err != nil {
			return err
		}
	}
	for _, chosen := range []bool{false, true} {
		row := dotRow{Family: hole(0), URL: linkHole(1), Party: hole(2), Stance: hole(3), Count: hole(4), Radius: hole(5), Chosen: chosen}
		if s.dots[chosen], err = newStencil(page, "dot", row); err != nil {
			return err
		}
	}
	return nil
}

// valueRow is what the template of a facet's value shows, barRow what those of
// a bar and of its line in the table show, dotRow what that of a dot shows.
type (
	valueRow struct {
		Field, Value, Label, Count, Bar string
		Checked                         bool
		Stance                          *stance
	}
	barRow struct {
		URL, Label, Count, Share, All string
		Shares                        bool
		X, Y, Width, Height, Whole    string
	}
	dotRow struct {
		Family, URL, Party, Stance, Count, Radius string
		Chosen                                    bool
	}
)

// facetValues renders values of facets.
func (s *stencils) facetValues(list []facetValue) template.HTML {
	var b strings.Builder
	b.Grow(len(list) * s.values[valueLook{}].size)
	for _, v := range list {
		s.values[valueLook{v.Checked, v.Stance.shape()}].fill(&b, v.Field, v.Value, v.Label, grouped(v.Count), itoa(v.Bar))
	}
	return template.HTML(b.String())
}

// histogramBars renders the bars that stand for something.
func (s *stencils) histogramBars(h *histogram) template.HTML { return h.filled(s.bars[h.Shares]) }

// histogramLines renders their lines in the table.
func (s *stencils) histogramLines(h *histogram) template.HTML { return h.filled(s.lines[h.Shares]) }

func (h *histogram) filled(s stencil) template.HTML {
	var b strings.Builder
	b.Grow(len(h.Slots) * s.size)
	for _, at := range h.Slots {
		if at.Count > 0 {
			s.fill(&b, at.URL, at.Label, grouped(at.Count), at.Share, grouped(at.All), itoa(at.X), itoa(at.Y), itoa(at.Width), itoa(at.Height), itoa(h.Height))
		}
	}
	return template.HTML(b.String())
}

// overviewCells renders a party's dots, one cell for each stance.
func (s *stencils) overviewCells(r overviewRow) template.HTML {
	var b strings.Builder
	b.Grow(len(r.Cells) * s.dots[false].size)
	for _, c := range r.Cells {
		if c.Count == 0 {
			b.WriteString("<td></td>")
			continue
		}
		s.dots[c.Chosen].fill(&b, c.Stance.Family, c.URL, r.Party, c.Stance.Name, grouped(c.Count), c.Radius)
	}
	return template.HTML(b.String())
}
