package extractor

import "strings"

// phrase reads one noun phrase.
func (r *resolver) phrase(s stretch) Party {
	s = r.trim(s)
	if s.empty() {
		return Party{Kind: NoKind}
	}
	if p, ok := r.pronoun(s); ok {
		return p
	}
	head := r.head(s)
	if at := r.cast.at[head]; at > 0 {
		return r.cast.party(r.cast.appearances[at-1].member)
	}
	t := &r.d.tokens[head]
	if p, ok := r.namedBehind(s, head); ok {
		return p
	}
	if quantity(t.lower) && head+2 < s.End && r.d.tokens[head+1].lower == "of" {
		return r.phrase(stretch{head + 2, s.End})
	}
	if p, ok := r.office(s, head); ok {
		return p
	}
	is := r.book.wordOf(t.lower).is | r.book.wordOf(strings.TrimSuffix(t.lower, "s")).is&roleWord
	switch {
	case speaksFor(t.lower) || is&roleWord != 0 && !private(t.lower):
		if p, ok := r.role(s, head); ok {
			return p
		}
	case documentNoun(t.lower):
		return r.document(s, head)
	}
	if n := r.described(s, head); n >= 0 {
		return r.cast.party(n)
	}
	if n := r.classed(s, head); n >= 0 {
		return r.cast.party(n)
	}
	if owner := r.owner(s, head); owner >= 0 && !groupNoun(t) && r.book.nouns[t.lower] == nil && !human(t.lower) && r.cast.members[owner].kind != Person {
		return r.cast.party(owner)
	}
	return r.plain(s, head)
}

// namedBehind reads a role whose holder is named right behind it: his
// attorney, Jennifer Bonjean.
func (r *resolver) namedBehind(s stretch, head int) (Party, bool) {
	if head+2 >= s.End || r.d.tokens[head+1].lower != "," {
		return Party{}, false
	}
	at := r.cast.at[head+2]
	if at == 0 || r.d.tokens[head].shape.is(capital) && !r.d.starts(head) {
		return Party{}, false
	}
	n := r.cast.appearances[at-1].member
	if r.cast.members[n].kind != Person && (r.book.nouns[r.d.tokens[head].lower] == nil || r.cast.members[n].press) {
		return Party{}, false
	}
	return r.cast.party(n), true
}

// quantity tells words that only count what follows: a number of agencies.
func quantity(w string) bool {
	switch w {
	case "number", "majority", "lot", "lots", "handful", "dozens", "hundreds", "thousands", "millions", "host", "range", "variety", "series",
		"several", "some", "many", "most", "half", "percent", "%", "one", "none", "each", "both", "members", "member", "group", "couple", "pair",
		"panel", "arm", "unit", "division", "branch", "chapter", "all", "any", "few":
		return true
	}
	return false
}

// office reads "the mayor's office", "the mayor's press secretary": the city
// is that of the mayor whom the article names.
func (r *resolver) office(s stretch, head int) (Party, bool) {
	for i := s.Start; i+1 < s.End && i < head; i++ {
		role := r.d.tokens[i].lower
		if role != "mayor" && role != "governor" || r.d.tokens[i+1].lower != "'s" {
			continue
		}
		for k := range r.cast.members[:min(len(r.cast.members), crowd)] {
			if m := &r.cast.members[k]; m.kind == Person && m.role == role && m.of >= 0 {
				name := r.cast.members[m.of].name + " " + role + "’s office"
				return Party{Name: name, Kind: Government, For: name}, true
			}
		}
		name := r.text(stretch{s.Start, i + 1}) + "’s office"
		return Party{Name: name, Kind: Government, For: name}, true
	}
	return Party{}, false
}

// trim drops marks at the ends and a quotation's.
func (r *resolver) trim(s stretch) stretch {
	for !s.empty() && r.d.tokens[s.Start].shape.is(mark) {
		s.Start++
	}
	for !s.empty() && r.d.tokens[s.End-1].shape.is(mark) {
		s.End--
	}
	return s
}

// head finds the token that a phrase is about: the head of its first noun
// phrase, or the last token of the name that it begins with.
func (r *resolver) head(s stretch) int {
	for i := s.Start; i < s.End; i++ {
		if n := r.d.chunkAt[i]; n > 0 {
			c := &r.d.chunks[n-1]
			if end := min(c.End, s.End); c.head < end && c.head >= i {
				return r.apposed(c.head, s)
			} else {
				return r.apposed(end-1, s)
			}
		}
		if at := r.cast.at[i]; at > 0 {
			return i
		}
	}
	return s.Start
}

// apposed steps from a plain head to the name right behind it: Mail carriers
// UPS, the cybersecurity firm CrowdStrike, CEO George Kurtz.
func (r *resolver) apposed(head int, s stretch) int {
	if r.cast.at[head] > 0 {
		return head
	}
	if head+1 < s.End && r.cast.at[head+1] > 0 && r.d.tokens[head].lower != "'s" {
		return head + 1
	}
	return head
}

// role reads "a CrowdStrike spokesperson", "officials at Miami International
// Airport", "its CEO".
func (r *resolver) role(s stretch, head int) (Party, bool) {
	t := &r.d.tokens[head]
	for i := head + 2; i < s.End; i++ { // a spokesman for the agency, David Orr
		if at := r.cast.at[i]; at > 0 && r.d.tokens[i-1].lower == "," && r.cast.members[r.cast.appearances[at-1].member].kind == Person {
			p := r.cast.party(r.cast.appearances[at-1].member)
			if of, ok := r.role(stretch{s.Start, i - 1}, head); ok && p.For == "" {
				p.For = of.For
			}
			return p, true
		}
	}
	for i := s.Start; i < head; i++ {
		if r.d.tokens[i].lower == "former" {
			return Party{}, false
		}
	}
	for i := s.Start; i < head; i++ {
		if at := r.cast.at[i]; at > 0 {
			if n := r.cast.appearances[at-1].member; r.cast.members[n].kind != Person {
				return r.holder(n, t, s), true
			}
		}
		switch lower := r.d.tokens[i].lower; lower {
		case "its", "their":
			if n := r.organisationBefore(s.Start, nil); n >= 0 {
				return r.holder(n, t, s), true
			}
		default:
			if traits := r.book.nouns[lower]; traits != nil && i < head && i > s.Start-1 {
				if n := r.organisationBefore(s.Start, traits); n >= 0 {
					return r.holder(n, t, s), true
				}
			}
		}
	}
	if p, ok := r.place(s, head); ok {
		return p, true
	}
	for i := head + 1; i < s.End; i++ {
		lower := r.d.tokens[i].lower
		if (lower == "of" || lower == "for" || lower == "at" || lower == "from" || lower == "with") && i+1 < s.End {
			if p := r.phrase(stretch{i + 1, s.End}); p.For != "" && p.Kind != Person && p.Kind != Unnamed {
				if n := r.cast.find(p.Name); n >= 0 {
					return r.holder(n, t, s), true
				}
				return p, true
			}
		}
		if at := r.cast.at[i]; at > 0 {
			if n := r.cast.appearances[at-1].member; r.cast.members[n].kind != Person {
				return r.holder(n, t, s), true
			}
		}
		if lower == "familiar" || lower == "who" {
			break
		}
		if traits := r.book.nouns[lower]; traits != nil {
			if n := r.organisationBefore(s.Start, traits); n >= 0 {
				return r.holder(n, t, s), true
			}
		}
	}
	if speaksFor(t.lower) {
		for i := head - 1; i >= s.Start; i-- { // a ministry spokesperson, where no ministry is named
			if traits := r.book.nouns[r.d.tokens[i].lower]; traits != nil {
				name := r.text(stretch{s.Start, i + 1})
				return Party{Name: name, Kind: kindOfTraits(traits), For: name}, true
			}
		}
	}
	definite := r.d.tokens[s.Start].lower == "the" || s.Start == head
	if definite && s.End-s.Start <= 2 {
		for i := range r.cast.members[:min(len(r.cast.members), crowd)] {
			if m := &r.cast.members[i]; m.kind == Person && m.role == t.lower {
				return r.cast.party(int32(i)), true
			}
		}
	}
	if strings.HasPrefix(t.lower, "spokes") && s.End-s.Start <= 2 && !definite {
		if n := r.lastBefore(s.Start, nil); n >= 0 {
			return r.cast.party(n), true
		}
	}
	if definite && t.form != formNNS && r.d.tokens[s.End-1].lower != "matter" {
		return r.again(s, t)
	}
	return Party{}, false
}

// holder tells who speaks in a role without a name: the person known to hold
// it where there is one such in the article, else the organisation.
func (r *resolver) holder(n int32, role *token, s stretch) Party {
	if r.d.tokens[s.End-1].lower == "matter" || r.d.tokens[s.End-1].lower == "anonymity" {
		return Party{Name: r.text(s), Kind: Unnamed, For: r.cast.members[n].name}
	}
	if heads(role.lower) && role.lower != "spokesman" && role.lower != "spokeswoman" && role.lower != "spokesperson" {
		for i := range r.cast.members[:min(len(r.cast.members), crowd)] {
			if m := &r.cast.members[i]; m.kind == Person && m.of == n && m.role == role.lower {
				return r.cast.party(int32(i))
			}
		}
	}
	return r.cast.party(n)
}

// again reads "the spokesperson": who spoke last in such a way.
func (r *resolver) again(s stretch, role *token) (Party, bool) {
	for i := len(r.cast.spoken) - 1; i >= 0 && i >= len(r.cast.spoken)-6; i-- {
		p := r.cast.spoken[i]
		if p.member >= 0 && (r.cast.members[p.member].kind != Person) == speaksFor(role.lower) && p.party.For != "" {
			return p.party, true
		}
	}
	return Party{}, false
}

// place reads "US officials", "Phoenix police", "Israeli authorities".
func (r *resolver) place(s stretch, head int) (Party, bool) {
	t := &r.d.tokens[head]
	switch t.lower {
	case "officials", "official", "authorities", "government", "lawmakers", "police", "administration":
	default:
		return Party{}, false
	}
	for i := s.Start; i < head; i++ {
		if r.d.tokens[i].lower == "federal" && t.lower != "police" {
			return Party{Name: "US government", Kind: Government, For: "US government"}, true
		}
		if !r.d.tokens[i].shape.is(capital) {
			continue
		}
		e, size := r.book.longest(r.book.look(r.d.tokens[i:head]), r.d.tokens[i:head], 0, head-i)
		if size == 0 || r.book.entries[e.entry].kind != placeName && r.book.entries[e.entry].kind != peopleName {
			continue
		}
		it := &r.book.entries[e.entry]
		name := it.name
		switch {
		case t.lower == "police" && it.traits[0] == "city":
			name += " Police Department"
		case t.lower == "police":
			name += " police"
		case it.traits[0] == "state" || it.traits[0] == "city":
		case name == "US" || name == "U.S." || name == "American" || name == "United States":
			name = "US government"
		default:
			name += " government"
		}
		return Party{Name: name, Kind: Government, For: name}, true
	}
	return Party{}, false
}

// document reads "a report by X", "Microsoft's blog post", "the lawsuit".
func (r *resolver) document(s stretch, head int) Party {
	if n := r.owner(s, head); n >= 0 && (r.cast.members[n].kind != Person || personal(r.d.tokens[head].lower)) {
		return r.cast.party(n)
	}
	for i := head + 1; i < s.End; i++ {
		switch r.d.tokens[i].lower {
		case "from", "by", "of", "on", "at", "for":
			rest := stretch{i + 1, s.End}
			if rest.empty() {
				continue
			}
			if p := r.phrase(rest); p.Kind != Group && p.Kind != Unnamed && p.Kind != Document && p.Kind != NoKind && p.Name != "" && (p.For != "" || p.Kind == Person) {
				return p
			}
		}
	}
	if n := r.described(s, head); n >= 0 {
		return r.cast.party(n)
	}
	if ownWords(r.d.tokens[head].lower) {
		if n := r.organisationBefore(s.Start, nil); n >= 0 && r.cast.members[n].kind != Person {
			return r.cast.party(n)
		}
	}
	p := Party{Name: r.text(stretch{s.Start, head + 1}), Kind: Document}
	return p
}

// owner finds the organisation or person before a possessive or right before
// the head of a phrase: Delta's online form, a Microsoft status page.
func (r *resolver) owner(s stretch, head int) int32 {
	found := int32(-1)
	for i := s.Start; i < head; i++ {
		if at := r.cast.at[i]; at > 0 {
			found = r.cast.appearances[at-1].member
			continue
		}
		if lower := r.d.tokens[i].lower; i+1 < head && (r.d.tokens[i+1].lower == "'s" || r.d.tokens[i+1].lower == "'") || lower == "its" || lower == "their" || lower == "our" {
			if lower == "its" || lower == "their" || lower == "our" {
				found = r.organisationBefore(s.Start, nil)
				continue
			}
			if traits := r.book.nouns[lower]; traits != nil {
				found = r.organisationBefore(s.Start, traits)
			}
		}
	}
	return found
}

// classed reads a name with its class behind it: Cebu Pacific airlines.
func (r *resolver) classed(s stretch, head int) int32 {
	traits := r.book.nouns[r.d.tokens[head].lower]
	if traits == nil || head <= s.Start || r.cast.at[head-1] == 0 {
		return -1
	}
	n := r.cast.appearances[r.cast.at[head-1]-1].member
	if !r.meant(&r.cast.members[n], traits) {
		return -1
	}
	return n
}

// plain gives a phrase itself as the party.
func (r *resolver) plain(s stretch, head int) Party {
	t := &r.d.tokens[head]
	p := Party{Name: r.text(stretch{s.Start, head + 1}), Kind: Unnamed}
	is := r.book.wordOf(t.lower).is
	switch {
	case groupNoun(t):
		p.Kind = Group
		if officials(t.lower) {
			p.Kind, p.For = Government, p.Name
		}
	case t.lower == "office":
		if n := r.owner(s, head); n >= 0 && r.cast.members[n].kind == Person {
			p.Name = r.cast.members[n].name + "’s office"
		}
		p.Kind, p.For = Government, p.Name
	case t.lower == "judge" || t.lower == "magistrate":
		p.Kind, p.For = Government, p.Name
	case r.book.nouns[t.lower] != nil:
		p.Kind = kindOfTraits(r.book.nouns[t.lower])
		p.For = p.Name
	case t.shape.is(capital) && is&monthWord != 0:
		p.Kind = Document
	case r.peoples(head):
		p.Kind = Group
	case t.shape.is(capital) && r.d.starts(head) && r.book.english(t.lower):
		if p.Kind = Unnamed; t.form == formNNS || t.form == formNNPS || strings.HasSuffix(t.lower, "s") && !strings.HasSuffix(t.lower, "ss") {
			p.Kind = Group
		}
	case t.shape.is(capital) && is&governmentWord != 0:
		p.Kind, p.For = Government, p.Name
	case t.shape.is(capital) && is&shapeWord != 0:
		p.Kind, p.For = Organisation, p.Name
	case t.shape.is(capital) && r.placeName(s):
		p.Kind, p.For = Government, p.Name
	case t.shape.is(capital) && r.d.tokens[s.Start].lower == "the" && strings.HasSuffix(t.lower, "s"):
		p.Kind, p.For = Organisation, p.Name // the Greens
	case t.shape.is(capital) && t.tag == name:
		p.Kind = Person
	case is&roleWord == 0 && !human(t.lower) && t.tag == noun:
		p.Kind = Document
	}
	return p
}

// officials tells plurals that stand for a government as a body.
func officials(w string) bool {
	switch w {
	case "agencies", "regulators", "states", "authorities", "officials", "prosecutors", "police", "investigators", "troopers", "deputies", "lawmakers",
		"detectives", "courts", "governments", "ministries", "legislators":
		return true
	}
	return false
}

// peoples tells whether a word is for the people of a place or a creed.
func (r *resolver) peoples(i int) bool {
	tokens := r.d.tokens[i : i+1]
	if !tokens[0].shape.is(capital) || !strings.HasSuffix(tokens[0].lower, "s") {
		return false
	}
	e, size := r.book.longest(r.book.look(tokens), tokens, 0, 1)
	return size == 1 && r.book.entries[e.entry].kind == peopleName
}

// placeName tells whether a phrase is the name of a place.
func (r *resolver) placeName(s stretch) bool {
	if s.empty() {
		return false
	}
	if s.End > s.Start+1 && r.d.tokens[s.Start].lower == "the" {
		s.Start++
	}
	tokens := r.d.tokens[s.Start:s.End]
	e, size := r.book.longest(r.book.look(tokens), tokens, 0, len(tokens))
	return size == len(tokens) && r.book.entries[e.entry].kind == placeName
}

func kindOfTraits(traits []string) Kind {
	for _, t := range traits {
		switch t {
		case "government":
			return Government
		case "company":
			return Company
		case "agency", "regulator", "department", "bureau", "commission", "court", "central bank", "administration", "police", "city", "state", "county", "board", "committee", "ministry":
			return Government
		case "union", "association", "organisation", "university", "party", "campaign", "airport", "hospital", "league", "club", "body", "bloc", "alliance":
			return Organisation
		}
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

// speaksFor tells the nouns for people who speak as their organisation.
func speaksFor(w string) bool {
	switch w {
	case "spokesperson", "spokesman", "spokeswoman", "spokespeople", "spokespersons", "official", "officials", "representative",
		"representatives", "rep", "reps", "employee", "executives", "executive", "management", "lawyers", "lawyer", "attorney", "attorneys",
		"secretary", "aide", "aides", "leaders", "leadership", "authorities", "police", "government", "administration", "team", "counsel",
		"press", "board", "prosecutors", "staff", "directors":
		return true
	}
	return false
}

// ownWords tells documents that nobody but the party itself puts out: a
// statement is that of the party spoken of.
func ownWords(w string) bool {
	switch w {
	case "statement", "statements", "release", "post", "posts", "tweet", "tweets", "memo", "email", "e-mail", "message", "announcement", "blog", "advisory":
		return true
	}
	return false
}

// personal tells documents that a person writes: Bastian's letter.
func personal(w string) bool {
	switch w {
	case "letter", "column", "book", "testimony", "note", "op-ed", "essay", "interview", "response", "reply", "claim", "assertion", "argument", "account", "video":
		return true
	}
	return ownWords(w)
}

func documentNoun(w string) bool {
	switch w {
	case "report", "reports", "letter", "statement", "statements", "post", "posts", "filing", "filings", "lawsuit", "suit", "complaint", "data", "study",
		"note", "notes", "survey", "poll", "memo", "email", "e-mail", "release", "blog", "update", "estimate", "estimates", "account",
		"page", "document", "documents", "advisory", "analysis", "research", "figures", "transcript", "tweet", "tweets", "message", "messages",
		"announcement", "notice", "order", "ruling", "decision", "rule", "rules", "policy", "article", "story", "column", "editorial", "book", "text",
		"indictment", "affidavit", "petition", "motion", "brief", "testimony", "results", "records", "record", "findings", "paper", "guidance",
		"bulletin", "alert", "form", "forecast", "forecasts", "minutes", "ad", "ads", "video", "press", "claim", "assertion", "review", "audit",
		"newsletter", "spreadsheet", "contract", "agreement", "regulations", "auto-response", "response", "reply", "emails", "texts", "index", "feed":
		return true
	}
	return false
}

// groupNoun tells plurals and other words for more than one.
func groupNoun(t *token) bool {
	switch t.lower {
	case "some", "many", "others", "several", "most", "few", "all", "both", "everyone", "people", "public", "industry", "critics", "those",
		"experts", "analysts", "crowd", "media", "majority", "family", "couple", "crew", "half", "third", "percent":
		return true
	}
	return t.form == formNNS && !documentNoun(t.lower)
}

func human(w string) bool {
	switch w {
	case "person", "man", "woman", "source", "someone", "anyone", "somebody", "nobody", "who", "one", "user", "member", "expert", "critic", "mother", "father",
		"boy", "girl", "wife", "husband", "son", "daughter", "brother", "sister", "uncle", "aunt", "cousin", "partner", "boyfriend", "girlfriend", "widow",
		"teen", "teenager", "child", "victim", "suspect", "attorney", "lawyer", "leader", "deputy", "guest", "host", "voter", "driver", "supporter", "opponent", "friend", "neighbor", "colleague", "insider":
		return true
	}
	return false
}
