package extractor

import "strings"

// partyAt names the party whose words begin at token i, or gives "".
func (v *view) partyAt(i, end int) string {
	t := &v.d.tokens[i]
	if m, ok := v.mentionAt(i, end); ok {
		if v.ticker(i, m) {
			return ""
		}
		return m.Name
	}
	switch t.lower {
	case "the", "its", "this", "his", "their":
		if r := v.somebodyAt(i, end); !r.empty() {
			if name := v.meant(r); name != "" {
				return name
			}
		}
	case "both", "two":
		if v.sidesAt(i) {
			return v.bothSides()
		}
	}
	switch t.lower {
	case "him", "his", "he", "her", "she", "them", "their", "they", "you", "your":
		return v.pronounParty(i)
	}
	if v.b.labels.sets["people"][t.lower] {
		return t.lower
	}
	if name := v.place(i, end); name != "" {
		return name
	}
	return v.somebody(i, end)
}

// ticker tells whether a mention is the exchange of a ticker: (NYSE: DAL).
func (v *view) ticker(i int, m Mention) bool {
	next := v.d.tokenAt(m.Span.End)
	return i > 0 && v.d.tokens[i-1].lower == "(" && next < len(v.d.tokens) && v.d.tokens[next].lower == ":"
}

// somebody gives the words of a noun phrase that begins at token i and names
// somebody by a role: a judge, state auditors.
func (v *view) somebody(i, end int) string {
	n := v.d.chunkAt[i]
	if n == 0 || v.d.chunks[n-1].Start != i || v.d.chunks[n-1].End > end {
		return ""
	}
	c := v.d.chunks[n-1]
	head := &v.d.tokens[c.head]
	if head.tag != noun || v.b.names.wordOf(head.lower).is&roleWord == 0 {
		return ""
	}
	if c.End+1 < end && v.d.tokens[c.End].lower == "," && v.d.cast.at[c.End+1] > 0 {
		return v.d.cast.members[v.d.cast.appearances[v.d.cast.at[c.End+1]-1].member].name // the audit partner, Simon Reed
	}
	from := c.Start
	for from < c.head && v.d.tokens[from].tag != noun && v.d.tokens[from].tag != adjective && v.d.tokens[from].tag != name {
		from++
	}
	return v.d.words(stretch{from, c.head + 1})
}

// place names the place at token i: countries and cities act and are blamed.
func (v *view) place(i, end int) string {
	if v.d.tokens[i].tag != name {
		return ""
	}
	if c := v.d.chunkAt[i]; c > 0 && v.d.chunks[c-1].head > i && v.d.cast.at[v.d.chunks[c-1].head] > 0 {
		return "" // its US rival Halden
	}
	near := v.d.tokens[i:min(end, i+5)]
	e, size := v.b.names.longest(v.b.names.look(near), near, 0, len(near))
	if size == 0 || v.b.names.entries[e.entry].kind != placeName {
		return ""
	}
	return v.b.names.entries[e.entry].name
}

// meant names the party of the article that a pronoun or a phrase stands for.
func (v *view) meant(r stretch) string {
	p := v.b.partyOf(v.d, v.d.span(r))
	switch p.Kind {
	case Company, Person, Government, Organisation:
		return p.Name
	}
	return ""
}

// somebodyAt gives the noun phrase for somebody that begins at token i: the
// governor, or the governor of "the governor's plan".
func (v *view) somebodyAt(i, end int) stretch {
	n := v.d.chunkAt[i]
	if n == 0 || v.d.chunks[n-1].Start != i {
		return stretch{}
	}
	c := &v.d.chunks[n-1]
	if v.person(&v.d.tokens[c.head]) {
		return c.stretch
	}
	for k := i + 1; k+1 < min(end, i+5); k++ {
		if v.d.tokens[k+1].tag == possessive && v.person(&v.d.tokens[k]) {
			return stretch{i, k + 1}
		}
	}
	return stretch{}
}

// phraseAt gives the noun phrase for somebody at token i as a name, where it
// stands for nobody named: the subordinates.
func (v *view) phraseAt(i int) string {
	r := v.somebodyAt(i, len(v.d.tokens))
	if r.empty() {
		return ""
	}
	return v.b.partyOf(v.d, v.d.span(r)).Name
}

// lastParty names the last party in r that is not the speaker; a news outlet
// there is more often who reports it.
func (v *view) lastParty(r stretch) string {
	if r.empty() {
		return ""
	}
	found := v.d.mentionsIn(v.d.span(r))
	for i := len(found) - 1; i >= 0; i-- {
		if !v.isSpeaker(found[i].Name) && !v.press(found[i].Name) {
			return found[i].Name
		}
	}
	return ""
}

func (v *view) isSpeaker(name string) bool {
	return name == "" || strings.Contains(v.s.Speaker.Name, name) || strings.Contains(v.s.Speaker.For, name)
}
