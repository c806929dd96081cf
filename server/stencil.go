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
	size  int      // about as many bytes as it takes
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
			s.size += len(piece) + eachValue
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

// eachValue is about as many bytes as a value takes.
const eachValue = 12

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
