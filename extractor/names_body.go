package extractor

import (
	"slices"
	"strings"
)

// tradeOf gives the trait that the last word of a company's name tells.
func tradeOf(name string) string {
	last := strings.ToLower(name[strings.LastIndexByte(name, ' ')+1:])
	switch last {
	case "airlines", "airways", "aviation":
		return "airline"
	case "bank", "bancorp", "bancshares":
		return "bank"
	case "pharmaceuticals", "pharma", "therapeutics", "biotech", "biosciences":
		return "drugmaker"
	case "motors", "automotive", "auto":
		return "automaker"
	case "telecom", "wireless", "telecommunications":
		return "telecom"
	case "insurance", "assurance":
		return "insurer"
	case "steel":
		return "steelmaker"
	case "railway", "railways", "railroad":
		return "railroad"
	case "software", "systems":
		return "software"
	case "oil", "petroleum":
		return "oil"
	case "stores", "supermarkets", "grocers":
		return "retailer"
	case "power", "electric":
		return "utility"
	case "capital", "investments", "ventures":
		return "investor"
	}
	return ""
}

// placed puts the place before the name of a department that is said to be
// its own: Georgia's Department of Labor.
func (c *casting) placed(at int, name string) string {
	if at < 2 || c.d.tokens[at-1].lower != "'s" {
		return name
	}
	for from := max(0, at-4); from < at-1; from++ {
		e, size := c.book.longest(c.w, c.d.tokens, from, at-1)
		if size == at-1-from && c.book.entries[e.entry].kind == placeName {
			return c.book.entries[e.entry].name + " " + name
		}
	}
	return name
}

// variant finds the known airline that a name is a free version of:
// Allegiant Airlines, Frontier Airways.
func (c *casting) variant(s stretch) (int32, bool) {
	switch last := c.d.tokens[s.End-1].lower; last {
	case "airlines", "airways", "airline", "air":
	default:
		return 0, false
	}
	e, size := c.book.longest(c.w, c.d.tokens, s.Start, s.End-1)
	if size != s.End-1-s.Start || !slices.Contains(c.book.entries[e.entry].traits, "airline") {
		return 0, false
	}
	return e.entry, true
}

// organisationName is what is printed, without legal suffixes.
func (c *casting) organisationName(g *guess) string {
	s := g.stretch
	for s.End > s.Start+1 {
		t := &c.d.tokens[s.End-1]
		if t.shape.is(mark) || c.is(s.End-1, legalWord) && t.lower != "company" {
			s.End--
			continue
		}
		break
	}
	return tidy(c.d.words(s))
}
