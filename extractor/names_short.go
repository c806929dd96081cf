package extractor

import (
	"sort"
	"strings"
)

// localise remembers a body by its name without the place that it begins
// with.
func (c *casting) localise(n int32) {
	name := c.cast.members[n].name
	for i := 0; i < len(name); i++ {
		if name[i] != ' ' {
			continue
		}
		if e, ok := c.book.byName[name[:i]]; ok && c.book.entries[e].kind == placeName {
			c.local[strings.ToLower(name[i+1:])] = n
		}
	}
}

// shorten remembers by which first words of its name the article may call an
// organisation, unless they name something else.
func (c *casting) shorten(n int32) {
	name := strings.ToLower(c.cast.members[n].name)
	for i := 0; i < len(name); i++ {
		if name[i] != ' ' {
			continue
		}
		key := name[:i]
		if strings.HasSuffix(key, ".") {
			continue
		}
		if !strings.Contains(key, " ") && (len(key) < 3 || c.gazetted(key) ||
			c.book.words[key].is&(functionWord|monthWord|titleWord|governmentWord) != 0) {
			continue
		}
		if _, taken := c.short[key]; !taken {
			c.short[key] = n
		}
	}
}

// shortenPress remembers the last word of a newspaper's name: the Post.
func (c *casting) shortenPress(n int32) {
	name := strings.ToLower(c.cast.members[n].name)
	last := name[strings.LastIndexByte(name, ' ')+1:]
	switch last {
	case "post", "times", "journal", "herald", "tribune", "globe", "guardian", "telegraph", "star", "sun", "mail", "mirror", "chronicle",
		"inquirer", "examiner", "register", "bee", "sentinel", "monitor", "observer", "dispatch", "courier", "gazette", "standard", "express", "republic":
		if _, taken := c.short[last]; !taken {
			c.short[last] = n
		}
	}
}

// shortenHead remembers the last word of a body's name, by which the article
// calls it: the Nebraska Farmers Guild, the Guild.
func (c *casting) shortenHead(n int32) {
	name := strings.ToLower(c.cast.members[n].name)
	cut := strings.LastIndexByte(name, ' ')
	if cut < 0 {
		return
	}
	last := name[cut+1:]
	if c.book.words[last].is&(governmentWord|organisationWord) == 0 {
		return
	}
	if _, taken := c.heads[last]; taken {
		n = -1 // the Commission: which of two?
	}
	c.heads[last] = n
}

// headed gives the body that "the" and the last word of its name at token i
// mean.
func (c *casting) headed(i int) (int32, bool) {
	if i == 0 || c.d.tokens[i-1].lower != "the" || !c.is(i, governmentWord|organisationWord) {
		return 0, false
	}
	n, ok := c.heads[c.d.tokens[i].lower]
	return n, ok && n >= 0
}

// gazetted tells whether a single word is in the gazetteer by itself.
func (c *casting) gazetted(w string) bool {
	at := c.book.words[w].id
	if at == 0 {
		return false
	}
	node, ok := c.book.edges[edge{0, at}]
	if !ok {
		return false
	}
	_, ok = c.book.ends[node]
	return ok
}

// initials remembers the capitals that a name's words begin with.
func (c *casting) initials(n int32) {
	name := c.cast.members[n].name
	var b [8]byte
	k := 0
	for i := 0; i < len(name) && k < len(b); i++ {
		if name[i] >= 'A' && name[i] <= 'Z' && (i == 0 || name[i-1] == ' ') {
			b[k] = name[i] + 'a' - 'A'
			k++
		}
	}
	if k < 3 {
		return
	}
	if key := string(b[:k]); c.short[key] == 0 {
		if _, taken := c.short[key]; !taken {
			c.short[key] = n
		}
	}
}

// givenBefore tells whether a given name stands before a plain word that the
// article uses as a name by itself: Mara Quill, whom it then calls Quill.
func (c *casting) givenBefore(g *guess) bool {
	return g.entry < 0 && g.End == g.Start+2 && c.is(g.Start, maleGiven|femaleGiven) && !c.is(g.Start+1, shapeWord|thingWord|roleWord|titleWord) &&
		c.singles[c.d.tokens[g.Start+1].lower] > 0 && c.singles[c.d.tokens[g.Start].lower] == 0
}

// callLetters tells whether a name is that of a broadcasting station in
// America, spoken of as such: told WXYZ, KABC-TV.
func (c *casting) callLetters(g *guess) bool {
	t := &c.d.tokens[g.Start]
	if g.End != g.Start+1 || !t.shape.is(upper) || t.shape.is(digits|dotted) || t.lower[0] != 'w' && t.lower[0] != 'k' {
		return false
	}
	if letters, ok := strings.CutSuffix(t.lower, "-tv"); ok {
		return len(letters) == 3 || len(letters) == 4
	}
	if n := len(t.lower); n != 3 && n != 4 || g.Start == 0 {
		return false
	}
	switch before := c.d.tokens[g.Start-1].lower; before {
	case "told", "station", "affiliate", "by", "with", "to", "tells", "affiliates", "partner":
		return true
	}
	return g.End < len(c.d.tokens) && (c.d.tokens[g.End].lower == "reported" || c.d.tokens[g.End].lower == "reports" || c.d.tokens[g.End].lower == "-")
}

// tickered finds the company whose ticker a name in parentheses is: the one
// named right before them.
func (c *casting) tickered(g *guess) int32 {
	tokens := c.d.tokens
	if g.End != g.Start+1 || g.End >= len(tokens) || tokens[g.End].lower != ")" {
		return -1
	}
	known, listed := c.book.tickers[strings.ToUpper(tokens[g.Start].lower)]
	for i := g.Start - 1; i >= 0 && i >= g.Start-5; i-- {
		if tokens[i].lower != "(" {
			continue
		}
		n := sort.Search(len(c.guesses), func(n int) bool { return c.guesses[n].End >= i })
		if n == len(c.guesses) || c.guesses[n].End != i || c.names[n] < 0 {
			return -1
		}
		m := c.names[n]
		if listed && c.cast.members[m].entry == known || c.cast.members[m].kind == Company {
			return m
		}
	}
	return -1
}
