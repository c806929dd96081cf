package server

import (
	"bytes"
	"fmt"
	"html/template"
	"strings"
)

// stencil is a part of a page that its template has rendered once, cut where
// the values go. A page has hundreds of rows of facets and bars: a template
// takes longer to fill each of them in than the index takes to count them.
//
// Values are escaped as html/template escapes text and quoted attributes. A
// template that is used so has its values nowhere else, and addresses only if
// they are this server's own.
type stencil struct {
	text  []string // before each value, and after the last
	place []int    // which value it is
}

// newStencil renders a part with holes in place of its values, which data
// holds, and cuts it there.
func newStencil(page *template.Template, part string, data any) (stencil, error) {
	var b bytes.Buffer
	if err := page.ExecuteTemplate(&b, part, data); err != nil {
		return stencil{}, fmt.Errorf("render %s: %w", part, err)
	}
	edge := template.HTMLEscapeString(holeEdge)
	pieces := strings.Split(strings.ReplaceAll(b.String(), linkEdge, edge), edge)
	var s stencil
	for i, piece := range pieces {
		switch {
		case strings.Contains(piece, holeSign) || i%2 == 1 && len(piece) != 1:
			return stencil{}, fmt.Errorf("render %s: a value is not shown as text: %q", part, piece)
		case i%2 == 1:
			s.place = append(s.place, int(piece[0]-'a'))
		default:
			s.text = append(s.text, piece)
		}
	}
	return s, nil
}

// What stands around the letter that names a value: what comes out otherwise
// wherever it takes more than to escape it as text; and for addresses, which
// are more than text, what comes out as it is.
const (
	holeSign = "h0le"
	holeEdge = holeSign + "' -"
	linkEdge = "/?" + holeSign + "-"
)

// hole stands for a value until the stencil is cut.
func hole(place int) string { return holeEdge + string(rune('a'+place)) + holeEdge }

// linkHole stands for an address.
func linkHole(place int) string { return linkEdge + string(rune('a'+place)) + linkEdge }

// fill writes the part with its values.
func (s stencil) fill(b *strings.Builder, values ...string) {
	for i, at := range s.place {
		b.WriteString(s.text[i])
		b.WriteString(template.HTMLEscapeString(values[at]))
	}
	b.WriteString(s.text[len(s.text)-1])
}

// stencils are those of the search page.
type stencils struct {
	values map[valueLook]stencil
	bars   map[bool]stencil // whether shares are shown
	lines  map[bool]stencil
}

// valueLook is what makes one facet's value look unlike another.
type valueLook struct {
	checked bool
	shape   string // of its stance
}

// cut makes the stencils of the search page.
func (s *stencils) cut(page *template.Template) error {
	s.values, s.bars, s.lines = make(map[valueLook]stencil), make(map[bool]stencil), make(map[bool]stencil)
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
	return nil
}

// valueRow is what the template of a facet's value shows, barRow what those of
// a bar and of its line in the table show.
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
)

// facetValues renders values of facets.
func (s *stencils) facetValues(list []facetValue) template.HTML {
	var b strings.Builder
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
	for _, at := range h.Slots {
		if at.Count > 0 {
			s.fill(&b, at.URL, at.Label, grouped(at.Count), at.Share, grouped(at.All), itoa(at.X), itoa(at.Y), itoa(at.Width), itoa(at.Height), itoa(h.Height))
		}
	}
	return template.HTML(b.String())
}
