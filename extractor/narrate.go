package extractor

import "strings"

// narrates tells whether the candidate is the article's own remark and nobody's
// statement: what an event shows, what a clause shows as a whole (it sent
// records, highlighting the risk), and what is done to back one's own side (it
// sent records to support its position).
func (m *matcher) narrates() bool {
	if m.group == nil || m.frame == nil || m.pieces == 0 || m.quoted[m.content[0].Start] > 0 || m.quoted[m.head] > 0 {
		return false
	}
	lemma := lemmaOf(&m.tokens[m.head])
	switch {
	case showing[lemma] && !m.source.empty() && events[m.tokens[m.headOf(m.source)].lower]:
		return true
	case m.group.kind == gerundGroup && (lemma == "highlight" || lemma == "underscore" || lemma == "underline" || lemma == "illustrate"):
		return m.group.Start > m.from && m.tokens[m.group.Start-1].lower == ","
	case m.group.kind == infGroup && (lemma == "support" || lemma == "back" || lemma == "bolster"):
		return m.group.Start > m.from && m.tokens[m.group.Start-1].tag == noun && m.tokens[m.content[0].Start].form == formPRPS
	}
	return false
}

var (
	showing = set("show reflect highlight underscore underline illustrate demonstrate reveal signal indicate suggest expose")
	events  = set("dispute feud row clash standoff spat rift incident event situation development episode outage crisis disruption collapse breakdown turmoil fallout delay saga tension controversy conflict exchange")
)

// refers tells whether sentence s is a line that refers to another article
// (Read more: ..., Go deeper -> ...), whose headline is no part of this one.
func (d *document) refers(s sentence) bool {
	if s.End-s.Start < 4 {
		return false
	}
	from, to := d.tokens[s.Start], d.tokens[s.Start+3]
	line := strings.ToLower(d.text[from.start:to.end])
	for _, lead := range referring {
		if rest, ok := strings.CutPrefix(line, lead); ok {
			rest = strings.TrimSpace(rest)
			return strings.HasPrefix(rest, ":") || strings.HasPrefix(rest, "->") || strings.HasPrefix(rest, "→") || strings.HasPrefix(rest, ">")
		}
	}
	return false
}

var referring = [...]string{"read more", "read also", "also read", "go deeper", "see also", "see more", "related", "learn more", "further reading"}
