package server

import (
	"fmt"
	"math"

	"onrecord/extractor"
	"onrecord/index"
)

// The measures of the overview.
const (
	overviewParties = 5
	overviewTargets = 1
	dotMin, dotMax  = 7.5, 11.2 // radius of the dots: the least holds a digit
)

// overview is the picture of an answer: who did what, how often, mostly at
// whom. A dot's area stands for its count.
type overview struct {
	Stances []overviewStance
	// Plain is true when plain assertions are left out.
	Plain bool
	Rows  []overviewRow
}

type overviewStance struct {
	stance
	Chosen bool
}

type overviewRow struct {
	Party, URL string
	Cells      []overviewCell
	Targets    []overviewTarget
}

type overviewCell struct {
	Stance stance
	Count  int
	Radius string
	URL    string
	Chosen bool
}

type overviewTarget struct {
	Name, URL string
	Count     int
}

// overviewOf draws the stances and targets of the parties that are chosen, or
// that the answer names most. Nothing is drawn for an answer of one party and one stance: the
// list says that as fast.
func overviewOf(q index.Query, result index.Result) *overview {
	if len(result.Table) == 0 || result.Total < 2 {
		return nil
	}
	greatest := 1
	seen := make(map[extractor.Stance]bool)
	for _, r := range result.Table {
		for _, c := range r.Facets[index.Stance] {
			name := extractor.Stance(c.Value)
			seen[name] = true
			if drawn(q, name) {
				greatest = max(greatest, c.Count)
			}
		}
	}
	o := overview{Plain: !drawn(q, extractor.Say)}
	for _, name := range extractor.Stances() {
		if seen[name] && drawn(q, name) {
			o.Stances = append(o.Stances, overviewStance{lookOf(name), q.Has(index.Stance, string(name))})
		}
	}
	if len(o.Stances) == 0 {
		return nil
	}
	for _, r := range result.Table {
		o.Rows = append(o.Rows, row(q, r.Value, o.Stances, r.Facets, greatest))
	}
	return &o
}

// drawn tells whether a stance has a place in the picture. Plain assertions are
// most of any answer and would dwarf what the parties do; they are drawn when
// asked for.
func drawn(q index.Query, name extractor.Stance) bool {
	return name != extractor.Say || q.Has(index.Stance, string(name))
}

// overviewTable asks for what the overview shows.
func overviewTable() index.Table {
	return index.Table{Of: index.Party, Rows: overviewParties, Facets: []index.Field{index.Stance, index.Target}}
}

func row(q index.Query, party string, shown []overviewStance, counts map[index.Field][]index.Count, greatest int) overviewRow {
	number := make(map[string]int)
	for _, c := range counts[index.Stance] {
		number[c.Value] = c.Count
	}
	mine := only(q, index.Party, party)
	r := overviewRow{Party: party, URL: pageAddress(mine)}
	for _, look := range shown {
		n := number[look.Name]
		r.Cells = append(r.Cells, overviewCell{
			Stance: look.stance, Count: n, Radius: radius(n, greatest),
			URL:    pageAddress(only(mine, index.Stance, look.Name)),
			Chosen: q.Has(index.Stance, look.Name) && q.Has(index.Party, party),
		})
	}
	for _, c := range counts[index.Target] {
		if c.Value == "" || len(r.Targets) == overviewTargets {
			continue
		}
		r.Targets = append(r.Targets, overviewTarget{Name: c.Value, Count: c.Count, URL: pageAddress(only(mine, index.Target, c.Value))})
	}
	return r
}

func radius(n, greatest int) string {
	r := max(dotMin, dotMax*math.Sqrt(float64(n)/float64(greatest)))
	return fmt.Sprintf("%.1f", r)
}
