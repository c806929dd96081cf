package extractor

import "strings"

// plain gives a phrase itself as the party.
func (r *resolver) plain(s stretch, head int) Party {
	t := &r.d.tokens[head]
	p := Party{Name: r.text(stretch{s.Start, head + 1}), Kind: Unnamed}
	is := r.book.wordOf(t.lower).is
	switch {
	case r.groupNoun(t):
		p.Kind = Group
		if r.book.has(t.lower, officialWord) {
			p.Kind, p.For = Government, p.Name
		}
	case t.lower == "office":
		if n := r.owner(s, head); n >= 0 && r.cast.members[n].kind == Person {
			p.Name = r.cast.members[n].name + "’s office"
		}
		p.Kind, p.For = Government, p.Name
	case t.lower == "judge" || t.lower == "magistrate":
		if n := r.bench(t.lower); n >= 0 {
			return r.cast.party(n)
		}
		p.Kind, p.For = Government, p.Name
	case r.book.nouns[t.lower] != nil:
		p.Kind = kindOfTraits(r.book.nouns[t.lower])
		p.For = p.Name
	case t.shape.is(capital) && is&monthWord != 0:
		p.Kind = Document
	case r.peoples(head):
		p.Kind = Group
	case t.shape.is(capital) && r.placeName(s):
		p.Kind, p.For = Government, p.Name
	case t.shape.is(capital) && r.d.starts(head) && r.book.english(t.lower):
		if p.Kind = Unnamed; t.form == formNNS || t.form == formNNPS || strings.HasSuffix(t.lower, "s") && !strings.HasSuffix(t.lower, "ss") {
			p.Kind = Group
		}
	case t.shape.is(capital) && is&governmentWord != 0:
		p.Kind, p.For = Government, p.Name
	case t.shape.is(capital) && is&shapeWord != 0:
		p.Kind, p.For = Organisation, p.Name
	case t.shape.is(capital) && r.d.tokens[s.Start].lower == "the" && strings.HasSuffix(t.lower, "s"):
		p.Kind, p.For = Organisation, p.Name // the Greens
	case t.shape.is(capital) && t.tag == name && r.d.tokens[s.Start].tag == determiner:
		if head > s.Start+1 {
			p.Kind, p.For = Organisation, p.Name // the Farmers’ Almanac
		}
	case t.shape.is(capital) && t.tag == name:
		p.Kind = Person
	case is&roleWord == 0 && !r.book.has(t.lower, humanWord) && t.tag == noun && !agent(t.lower):
		p.Kind = Document
	}
	return p
}

// agent tells whether a noun's ending says that it is somebody who does
// something: a farmer, an inspector, a detainee.
func agent(w string) bool {
	for _, end := range [...]string{"er", "or", "ist", "ian", "ee", "man", "woman", "aire", "ant"} {
		if strings.HasSuffix(w, end) && len(w) > len(end)+2 {
			return !things[w]
		}
	}
	return false
}

// things end like those who do something and are none.
var things = set("paper newspaper letter newsletter order server computer charter poster banner sensor monitor counter number figure power weather tower border matter center register filter scanner water river fever cancer error mirror terror labor favor honor behavior restaurant plant grant warrant covenant remnant committee guarantee fee coffee degree answer chapter offer cover disaster footer folder quarter semester winter summer career meter trailer sticker tracker router browser trigger chamber factor sector vector floor door rumor humor")

// bench gives the one judge whom the article names, or -1.
func (r *resolver) bench(role string) int32 {
	found := int32(-1)
	for i := range r.cast.members[:min(len(r.cast.members), crowd)] {
		m := &r.cast.members[i]
		if m.kind != Person || m.role != role && m.role != "justice" {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = int32(i)
	}
	return found
}

// peoples tells whether a word is for the people of a place or a creed.
func (r *resolver) peoples(i int) bool {
	tokens := r.d.tokens[i : i+1]
	if !tokens[0].shape.is(capital) || !strings.HasSuffix(tokens[0].lower, "s") {
		return false
	}
	words := [1]word{r.book.wordOf(tokens[0].lower)}
	e, size := r.book.longest(words[:], tokens, 0, 1)
	return size == 1 && r.book.entries[e.entry].kind == peopleName
}

// longestPlace bounds the words of a place's name.
const longestPlace = 8

// placeName tells whether a phrase is the name of a place.
func (r *resolver) placeName(s stretch) bool {
	if s.empty() {
		return false
	}
	if s.End > s.Start+1 && r.d.tokens[s.Start].lower == "the" {
		s.Start++
	}
	tokens := r.d.tokens[s.Start:s.End]
	if len(tokens) > longestPlace {
		return false
	}
	var words [longestPlace]word
	for i := range tokens {
		words[i] = r.book.wordOf(tokens[i].lower)
	}
	e, size := r.book.longest(words[:len(tokens)], tokens, 0, len(tokens))
	return size == len(tokens) && (e.place || r.book.entries[e.entry].kind == placeName)
}

func kindOfTraits(traits []string) Kind {
	switch traits[0] {
	case "government", "agency", "regulator", "department", "bureau", "commission", "court", "central bank", "administration", "police", "city", "state",
		"county", "board", "committee", "ministry", "office":
		return Government
	case "organisation", "union", "association", "university", "party", "campaign", "airport", "hospital", "league", "club", "body", "bloc", "alliance",
		"foundation", "academy", "society", "newspaper", "network", "broadcaster":
		return Organisation
	}
	return Company
}

// text is a phrase as printed, without articles and words of number before
// it.
func (r *resolver) text(s stretch) string {
	for s.Start < s.End-1 {
		switch r.d.tokens[s.Start].lower {
		case "the", "a", "an", "some", "many", "several", "numerous", "most", "these", "those", "this", "that", "his", "her", "its",
			"their", "our", "my", "your", "various", "both", "multiple", "few", "dozens", "hundreds", "thousands", "of", "one":
			s.Start++
			continue
		}
		break
	}
	words := strings.Fields(r.d.words(s))
	return strings.Join(words, " ")
}

// groupNoun tells plurals and other words for more than one.
func (r *resolver) groupNoun(t *token) bool {
	switch t.lower {
	case "some", "many", "others", "several", "most", "few", "all", "both", "everyone", "people", "public", "industry", "critics", "those",
		"experts", "analysts", "crowd", "media", "majority", "family", "couple", "crew", "half", "third", "percent":
		return true
	}
	return t.form == formNNS && !r.book.has(t.lower, documentWord)
}
