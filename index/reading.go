package index

// Reading tells in plain English how the query is understood, as one line
// without a full stop: statements whose content, title or source has any form
// of “outage”.
func (q Query) Reading() string {
	noun := "statements"
	if q.Of == Articles {
		noun = "articles"
	}
	if text := q.String(); text != "" {
		return noun + " that match " + text
	}
	return "all " + noun
}
