package server

import "onrecord/index"

// UnitName is what so many of a unit are called.
func UnitName(u index.Unit, n int) string {
	name := map[index.Unit][2]string{
		index.ByArticle: {"article", "articles"}, index.ByStory: {"story", "stories"}, index.ByUtterance: {"utterance", "utterances"},
	}[u]
	switch {
	case name[0] == "" && n == 1:
		return "statement"
	case name[0] == "":
		return "statements"
	case n == 1:
		return name[0]
	}
	return name[1]
}

// unitChoices are the ways to count the same answer.
func unitChoices(q index.Query) []choice {
	var out []choice
	for _, u := range []index.Unit{"", index.ByArticle, index.ByStory, index.ByUtterance} {
		counted := first(q)
		counted.Count = u
		out = append(out, choice{Label: UnitName(u, 1), URL: pageAddress(counted), Current: q.Count == u})
	}
	return out
}

// repeatChoices are the two ways to show what several outlets print: nothing
// to choose where nothing is repeated.
func repeatChoices(q index.Query, hits []index.Hit) []choice {
	repeated := !q.Collapse
	for _, h := range hits {
		repeated = repeated || h.Alike > 0
	}
	if !repeated {
		return nil
	}
	together, apart := first(q), first(q)
	together.Collapse, apart.Collapse = true, false
	return []choice{
		{Label: "Repeats together", URL: pageAddress(together), Current: q.Collapse},
		{Label: "each apart", URL: pageAddress(apart), Current: !q.Collapse},
	}
}
