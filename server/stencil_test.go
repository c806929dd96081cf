package server

import (
	"bytes"
	"html/template"
	"strings"
	"testing"
)

// TestStencils holds what stencils fill in to what their templates render,
// whatever the values are.
func TestStencils(t *testing.T) {
	a, err := loadAssets()
	if err != nil {
		t.Fatal(err)
	}
	p, err := parsePages(a)
	if err != nil {
		t.Fatal(err)
	}
	var cut stencils
	if err := cut.cut(p["search"]); err != nil {
		t.Fatal(err)
	}
	accuse := lookOf("accuse")
	for _, value := range []string{"", "Délta & Söhne", `"><script>alert(1)</script>`, `' onclick='alert(1)`, "a+b\u202f1", "{{.}}", hole(1), "`x` \\ </title>", "</svg><svg onload=alert(1)>"} {
		for _, v := range []facetValue{{Count: 1234, Bar: 7}, {Count: 1, Checked: true, Stance: &accuse}} {
			v.Field, v.Value, v.Label = value, value, value
			row := valueRow{v.Field, v.Value, v.Label, grouped(v.Count), itoa(v.Bar), v.Checked, v.Stance}
			sameAsTemplate(t, p["search"], "facet-value", row, cut.facetValues([]facetValue{v}))
		}
		for _, chosen := range []bool{false, true} {
			cell := overviewCell{Stance: accuse, Count: 4321, Radius: "7.5", URL: searchFor(value), Chosen: chosen}
			row := dotRow{accuse.Family, cell.URL, value, "accuse", grouped(4321), "7.5", chosen}
			sameAsTemplate(t, p["search"], "dot", row, cut.overviewCells(overviewRow{Party: value, Cells: []overviewCell{cell}}))
		}
		for _, shares := range []bool{false, true} {
			h := histogram{Height: 48, Shares: shares, Slots: []slot{{1, 2, 3, 4, value, 5678, 9, value, searchFor(value)}, {Label: "nothing then"}}}
			row := barRow{searchFor(value), value, grouped(5678), value, "9", shares, "1", "2", "3", "4", "48"}
			sameAsTemplate(t, p["search"], "bar", row, cut.histogramBars(&h))
			sameAsTemplate(t, p["search"], "bar-line", row, cut.histogramLines(&h))
		}
	}
}

func sameAsTemplate(t *testing.T, page *template.Template, part string, data any, got template.HTML) {
	t.Helper()
	var want bytes.Buffer
	if err := page.ExecuteTemplate(&want, part, data); err != nil {
		t.Fatal(err)
	}
	// The template escapes "+" and "`" too, which mean nothing here.
	if want := strings.NewReplacer("&#43;", "+", "&#96;", "`").Replace(want.String()); want != string(got) {
		t.Errorf("%s of %+v:\n got %s\nwant %s", part, data, got, want)
	}
}

// TestStencilRefused refuses a template that does more to a value than to
// escape it.
func TestStencilRefused(t *testing.T) {
	page := template.Must(template.New("").Parse(`{{define "script"}}<script>x = {{.}}</script>{{end}}{{define "upper"}}<p title={{.}}>{{end}}{{define "fine"}}<p title="{{.}}">{{end}}`))
	for part, fine := range map[string]bool{"script": false, "upper": false, "fine": true} {
		if _, err := newStencil(page, part, hole(0)); (err == nil) != fine {
			t.Errorf("%s: %v", part, err)
		}
	}
}
