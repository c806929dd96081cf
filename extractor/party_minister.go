package extractor

import "strings"

// longestMatter bounds the words of what a minister is in charge of.
const longestMatter = 4

// ministry gives the body whose minister or secretary the word at token i
// names: Danish health [minister], the [minister] for communications. It gives
// -1 where the matter isn't told.
func (c *casting) ministry(i int) int32 {
	s := c.matterBefore(i)
	if s.empty() {
		s = c.matterBehind(i)
	}
	if s.empty() {
		return -1
	}
	matter := strings.ToLower(c.d.words(s))
	for n := range c.cast.members[:min(len(c.cast.members), crowd)] {
		m := &c.cast.members[n]
		if m.kind != Person && m.kind != Company && strings.Contains(strings.ToLower(m.name), matter) && ministerial(m.name) {
			return int32(n)
		}
	}
	for _, name := range [...]string{c.d.words(s) + " Ministry", "Department for " + c.d.words(s)} {
		if n, ok := c.book.byName[name]; ok {
			return c.party(n)
		}
	}
	if c.d.tokens[i].lower == "secretary" {
		return c.body(matter+" department", Government)
	}
	return c.body(c.landBefore(s.Start)+matter+" ministry", Government)
}

func ministerial(name string) bool {
	return strings.Contains(name, "Ministry") || strings.Contains(name, "ministry") || strings.Contains(name, "Department")
}

// matterBefore gives the words before a minister that tell what he is in
// charge of.
func (c *casting) matterBefore(i int) stretch {
	from := i
	for from > 0 && i-from < longestMatter && c.matterWord(from-1) {
		from--
	}
	if from < i && c.d.tokens[from].lower == "and" {
		from++
	}
	return stretch{from, i}
}

// matterWord tells whether token k may tell what a minister is in charge of.
func (c *casting) matterWord(k int) bool {
	t := &c.d.tokens[k]
	if t.lower == "and" {
		return k > 0 && c.matterWord(k-1)
	}
	if t.shape.is(mark) || c.cast.at[k] > 0 || c.is(k, roleWord) || ranks[t.lower] || c.land(k) {
		return false
	}
	return t.tag == noun || t.tag == adjective || t.tag == name
}

// ranks stand before a minister and tell nothing of his matter.
var ranks = set("prime foreign first deputy vice former junior senior cabinet government acting then new interim assistant state federal chief top shadow ex late current outgoing incoming longtime one press general national regional executive assistant company corporate club permanent private personal recording")

// matterBehind gives what "of" or "for" behind a minister names.
func (c *casting) matterBehind(i int) stretch {
	tokens := c.d.tokens
	if i+2 >= len(tokens) || tokens[i+1].lower != "for" && tokens[i+1].lower != "of" || ranks[tokens[max(i-1, 0)].lower] {
		return stretch{}
	}
	to := i + 2
	for to < len(tokens) && to-i < 2+longestMatter && c.matterWord(to) {
		to++
	}
	return stretch{i + 2, to}
}

// land tells whether token k names a country or its people.
func (c *casting) land(k int) bool {
	e, size := c.book.longest(c.w, c.d.tokens, k, k+1)
	if size != 1 {
		return false
	}
	kind := c.book.entries[e.entry].kind
	return e.place || kind == placeName || kind == peopleName
}

// landName gives the usual name of the country that token i names.
func (c *casting) landName(i int) string {
	e, _ := c.book.longest(c.w, c.d.tokens, i, i+1)
	return c.book.entries[e.entry].name
}

// landBefore gives the country or people named before token i, with a space
// behind it.
func (c *casting) landBefore(i int) string {
	if i > 0 && c.d.tokens[i-1].lower == "'s" {
		i--
	}
	if i == 0 || !c.d.tokens[i-1].shape.is(capital) || !c.land(i-1) {
		return ""
	}
	return c.d.words(stretch{i - 1, i}) + " "
}
